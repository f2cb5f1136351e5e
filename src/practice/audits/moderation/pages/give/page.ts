import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { type Failure, invalid } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { pickOf } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { dueFor } from '../../../cases/rules/weeks.ts'
import { assign } from '../../../cases/store/assignments.ts'
import { lockCase } from '../../../cases/store/cases.ts'
import { slotKey } from '../../../cases/words.ts'
import { paths } from '../../../paths.ts'
import { moderationPaths } from '../../paths.ts'
import { proposeModerators } from '../../rules/propose.ts'
import { listFree, listModerators, type Moderator } from '../../store/candidates.ts'
import { listModerations, type Moderation } from '../../store/moderations.ts'

const atOnce = 20
const form = z.object({
  to: z.record(z.string(), fields.optionalId('Choose somebody from the list')).prefault({}),
})
const slot = { purpose: 'moderate', marker: 1 } as const

/** Audits that wait for a moderator, each with whom it could be given to: fewest open audits first. Nothing in them is shown. */
export const givePage = page({
  path: moderationPaths.give,
  may: access.runAudits,
  form,
  async view({ tx, form: typed }) {
    const { waiting, total, moderators, free, proposed } = await propose(tx)
    const names = new Map(moderators.map((each) => [each.personId, each]))
    return screen({
      title: 'Give audits to moderators',
      back: { href: moderationPaths.list({}), text: 'Moderation' },
      body:
        waiting.length === 0
          ? html`<p class="govuk-body">No audit waits for a moderator.</p>`
          : html`<p class="govuk-body">${count(total, 'audit waits', 'audits wait')} for a moderator${total > atOnce && html`; these are the first ${atOnce}`}. Only people who are independent of it, are trained for its tool and have not read it are offered. Whoever has fewest audits to do is proposed.</p>
${formTag(typed, {}, [
  ...waiting.map((each) => choice(each, free.get(each.caseId) ?? [])),
  proposed.size > 0 ? button({ text: 'Give them', preventDoubleClick: true }) : html``,
])}`,
    })

    function choice({ caseId, reference, toolName, teamName }: Moderation, ids: readonly string[]) {
      const label = `${reference}: ${toolName}, ${teamName ?? 'no team that is known'}`
      const whyNot = html`<a class="govuk-link" href="${paths.assign({ caseId, slot: slotKey(slot) })}">Why not the others<span class="govuk-visually-hidden"> (${reference})</span></a>`
      if (ids.length === 0)
        return html`${insetText({ html: html`<strong>${label}</strong><br>Nobody is independent of it and trained for it. ${whyNot}` })}`
      const options = ids.flatMap((id) => {
        const each = names.get(id)
        return each === undefined ? [] : [{ value: id, text: `${each.name}: ${count(each.open, 'audit')} to do` }]
      })
      return html`${pickOf(typed, { name: `to.${caseId}`, label, fallback: proposed.get(caseId) ?? '' }, options, 'Nobody yet')}
<p class="govuk-body-s">${whyNot}</p>`
    }
  },
  async submit({ tx, answers, now, calendar }) {
    let given = 0
    const asked = Object.entries(answers.to).flatMap(([caseId, personId]) =>
      personId === null ? [] : [{ caseId, personId }],
    )
    // Always in the same order, so that two who press at once take turns.
    for (const { caseId, personId } of asked.toSorted((one, other) => (one.caseId < other.caseId ? -1 : 1))) {
      const audited = z.uuid().safeParse(caseId).success ? await lockCase(tx, caseId) : null
      if (audited === null) return overtaken(caseId)
      const free = await listFree(tx, [caseId], [personId])
      const stands = (await listModerations(tx, { caseId, limit: 1, skip: 0 })).moderations[0]
      if (stands?.state !== 'no-moderator' || !free.get(caseId)?.includes(personId)) return overtaken(caseId)
      const dueOn = dueFor(audited, londonDate(now), calendar)
      const assigned = await assign(tx, audited, { ...slot, auditorId: personId, reason: '', dueOn })
      if (!assigned.ok) return overtaken(caseId)
      given += 1
    }
    return goTo(
      moderationPaths.list({}),
      given === 0 ? 'Nothing was given' : `${count(given, 'audit')} given to moderators`,
    )
  },
})

const overtaken = (caseId: string): Failure =>
  invalid({
    field: `to.${caseId}`,
    message: 'This one was given meanwhile, or the person is not independent of it any more. Choose again',
  })

async function propose(tx: Tx) {
  const { moderations: waiting, total } = await listModerations(tx, { state: 'no-moderator', limit: atOnce, skip: 0 })
  const moderators: readonly Moderator[] = waiting.length === 0 ? [] : await listModerators(tx)
  const caseIds = waiting.map(({ caseId }) => caseId)
  const free = await listFree(
    tx,
    caseIds,
    moderators.map(({ personId }) => personId),
  )
  const proposed = proposeModerators(
    caseIds.map((caseId) => ({ caseId, free: free.get(caseId) ?? [] })),
    new Map(moderators.map(({ personId, open }) => [personId, open])),
  )
  return { waiting, total, moderators, free, proposed }
}
