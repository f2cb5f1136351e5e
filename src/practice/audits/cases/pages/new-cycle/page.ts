import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { invalid, type Problem } from '#kernel/outcome'
import { access } from '#platform/access'
import { button, fieldset } from '#platform/govuk'
import { html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, pickOf, textInput } from '#platform/questions'
import { paths } from '../../../paths.ts'
import { cycleKinds, subjects } from '../../../words.ts'
import { findStandingVersion, recordCycle } from '../../store/cycles.ts'
import { listPublishedTools } from '../../store/published-tools.ts'

const kinds = ['case-file', 'thematic', 're-audit'] as const
const whole = (message: string, from: number, to: number) =>
  fields.text(message).pipe(
    z
      .string()
      .regex(/^\d{1,3}$/, message)
      .transform(Number)
      .refine((number) => number >= from && number <= to, message),
  )

const form = z.object({
  kind: fields.choice(kinds, 'Choose what kind of round it is'),
  name: fields.text('Say what it is called', 200),
  toolId: fields.id('Choose a tool'),
  fromDay: fields.day('Give the first day of the work that is looked at'),
  lastDay: fields.day('Give the last day of the work that is looked at'),
  dueOn: fields.day('Give the day by which its audits are due'),
  markers: fields.choice(['1', '2'], 'Choose how many audit each case'),
  previousTeamMonths: whole('Give months from 0 to 120', 0, 120),
  minTeams: whole('Give a number of teams from 0 to 20', 0, 20),
  moderatedPercent: whole('Give a number from 0 to 100', 0, 100),
})

/** Plans a round of contacts, case files or supervision records. Which cases it looks at is drawn on the next page. */
export const newCyclePage = page({
  path: paths.newCycle,
  may: access.runAudits,
  form,
  async view({ tx, form: typed, now }) {
    const tools = (await listPublishedTools(tx)).filter(({ subject }) => subject !== 'strategy-discussion')
    return screen({
      title: 'Plan a round of audits',
      back: { href: paths.cycles({}), text: 'Rounds of audits' },
      body:
        tools.length === 0
          ? html`<p class="govuk-body">No tool has been published yet. <a class="govuk-link" href="${paths.tools({})}">Publish one first</a>.</p>`
          : html`<p class="govuk-body">Strategy discussions need none: all of them are audited every week.</p>${planForm(typed, tools, londonDate(now))}`,
    })
  },
  async submit({ tx, answers, now }) {
    const { lastDay, toolId, markers, ...asked } = answers
    const version = await findStandingVersion(tx, { id: toolId })
    const problems: Problem[] = []
    if (version === null || version.subject === 'strategy-discussion')
      problems.push({ field: 'toolId', message: 'Choose a tool from the list' })
    if (Temporal.PlainDate.compare(lastDay, asked.fromDay) < 0)
      problems.push({ field: 'lastDay', message: 'Give a last day that is not before the first' })
    if (Temporal.PlainDate.compare(lastDay, londonDate(now)) > 0)
      problems.push({ field: 'lastDay', message: 'Give a last day that is over: what is to come cannot be audited' })
    if (Temporal.PlainDate.compare(asked.dueOn, londonDate(now)) < 0)
      problems.push({ field: 'dueOn', message: 'Give a due day that is still to come' })
    if (version === null || problems.length > 0) return invalid(...problems)
    const id = await recordCycle(tx, {
      ...asked,
      toDay: lastDay.add({ days: 1 }),
      toolVersionId: version.id,
      markers: Number(markers),
    })
    return goTo(paths.drawCycle({ cycleId: id ?? '' }), 'The round is planned. Look at what can be drawn')
  },
})

const short = { classes: 'govuk-input--width-10' }

function planForm(form: FormState, tools: Awaited<ReturnType<typeof listPublishedTools>>, today: Temporal.PlainDate) {
  const day = (name: string, label: string) =>
    textInput(form, { name, label, hint: `For example, ${today.day}/${today.month}/${today.year}` }, short)
  return formTag(form, {}, [
    choiceOf(
      form,
      { name: 'kind', label: 'What kind of round is it?' },
      kinds.map((value) => ({
        value,
        text: cycleKinds[value],
        ...(value === 're-audit' ? { hint: 'The only one that may draw what was audited in the last 12 months' } : {}),
      })),
    ),
    textInput(form, { name: 'name', label: 'What is it called?', hint: 'For example, Case files, October 2026' }),
    pickOf(
      form,
      { name: 'toolId', label: 'With which tool?' },
      tools.map(({ id, name, number, subject }) => ({
        value: id,
        text: `${name}, version ${number} (${subjects[subject].toLowerCase()})`,
      })),
    ),
    fieldset({
      legend: { text: 'Which work is looked at?', classes: 'govuk-fieldset__legend--s' },
      html: html`${day('fromDay', 'First day')}${day('lastDay', 'Last day')}`,
    }),
    day('dueOn', 'By when are its audits due?'),
    choiceOf(form, { name: 'markers', label: 'How many audit each case, each on their own?', fallback: '1' }, [
      { value: '1', text: 'One' },
      { value: '2', text: 'Two, of different teams and line managers' },
    ]),
    textInput(
      form,
      {
        name: 'previousTeamMonths',
        label: 'For how many months after leaving a team may somebody not audit it?',
        fallback: '12',
      },
      { classes: 'govuk-input--width-3' },
    ),
    textInput(
      form,
      {
        name: 'minTeams',
        label: 'How many teams should each auditor meet, at least?',
        hint: 'So that leniency can be told from luck.',
        fallback: '2',
      },
      { classes: 'govuk-input--width-3' },
    ),
    textInput(
      form,
      { name: 'moderatedPercent', label: 'Of every hundred audits, how many are moderated at random?', fallback: '10' },
      { classes: 'govuk-input--width-3' },
    ),
    button({ text: 'Plan it' }),
  ])
}
