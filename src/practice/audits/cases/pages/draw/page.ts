import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { sampleMargin } from '#kernel/statistics'
import { count, keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choicesOf, textInput } from '#platform/questions'
import { paths } from '../../../paths.ts'
import { findCycle, lockCycle } from '../../store/cycles.ts'
import { drawRound } from '../../store/draw-round.ts'
import { listDraws } from '../../store/draws.ts'
import { type Frame, frameOf, strata, strataOf } from '../../store/frame.ts'
import { frames, marginInWords } from '../../words.ts'
import { cards } from '../parts/cards.ts'

const form = z.object({
  size: fields.text('Say how many to draw').pipe(
    z
      .string()
      .regex(/^[1-9]\d{0,3}$/, 'Give a whole number from 1 to 9999')
      .transform(Number),
  ),
  by: fields.choices(keysOf(strata), 'Choose from the list'),
})

/** What can be drawn, before anything is: how many, and of what. Then draws, with a seed that nobody has seen. */
export const drawPage = page({
  path: paths.drawCycle,
  may: access.runAudits,
  form,
  async view({ tx, params, form: typed }) {
    const cycle = await findCycle(tx, params.cycleId)
    if (cycle === null || cycle.kind === 'weekly-discussions') return missing('round')
    const frame = await frameOf(tx, cycle)
    const possible = strataOf(cycle.subject)
    const sizes = [10, 20, 30, 50].filter((size) => size < frame.items.length)
    return screen({
      title: `Draw ${cycle.reference}`,
      width: 'full',
      back: { href: paths.cycle(params), text: `${cycle.reference} ${cycle.name}` },
      body: html`<p class="govuk-body">${frames[cycle.subject]}: ${count(frame.items.length, 'case')} to draw from.${
        frame.auditedLately > 0 &&
        ` ${count(frame.auditedLately, 'other was', 'others were')} audited with this tool in the last 12 months and ${frame.auditedLately === 1 ? 'is' : 'are'} left out.`
      } Records that are closed to you are not among them.</p>
${possible.map((each) => byStratum(frame, each))}
${sizes.length > 0 && html`<p class="govuk-body">${sizes.map((size) => html`Of ${size}: ${marginInWords({ margin: sampleMargin(size, frame.items.length) }).toLowerCase()}.<br>`)}</p>`}
${
  frame.items.length === 0
    ? html`<p class="govuk-body">There is nothing to draw from.</p>`
    : formTag(typed, {}, [
        textInput(typed, { name: 'size', label: 'How many are drawn?' }, { classes: 'govuk-input--width-5' }),
        choicesOf(
          typed,
          {
            name: 'by',
            label: 'Drawn within (optional)',
            hint: 'Each stratum gets its share. None: at random from all of them.',
          },
          possible.map((value) => ({ value, text: strata[value] })),
        ),
        button({ text: 'Draw' }),
      ])
}`,
    })
  },
  async submit({ tx, params, answers }) {
    const cycle = await lockCycle(tx, params.cycleId)
    if (cycle === null || cycle.kind === 'weekly-discussions') return missing('round')
    if ((await listDraws(tx, cycle.id)).length > 0)
      return conflict('This round has been drawn already.', 'Plan another round to draw again.')
    const possible = strataOf(cycle.subject)
    if (!answers.by.every((each) => possible.includes(each)))
      return invalid({ field: 'by', message: 'These cases cannot be told apart by that' })
    const drawn = await drawRound(tx, cycle, answers)
    return goTo(paths.cycle(params), `${count(drawn, 'case was', 'cases were')} drawn`)
  },
})

function byStratum({ items }: Frame, by: keyof typeof strata): Html {
  const groups = Map.groupBy(items, (entry) => entry[by])
  const rows = [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, each]) => [name, String(each.length)])
  return rows.length === 0
    ? html``
    : html`<h2 class="govuk-heading-s">By ${strata[by].toLowerCase()}</h2>${cards(`Frame by ${strata[by].toLowerCase()}`, [strata[by], 'Cases'], rows)}`
}
