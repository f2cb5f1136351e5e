import { sql } from 'kysely'
import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button, details } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, page, screen } from '#platform/http'
import { choicesOf } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { assign } from '../../../cases/store/assignments.ts'
import { lockCase } from '../../../cases/store/cases.ts'
import { findCycle } from '../../../cases/store/cycles.ts'
import { type WhyNot, whyNots } from '../../../cases/words.ts'
import { moderationPaths } from '../../paths.ts'
import { listInvited, listSessionCases } from '../../store/sessions.ts'

/** The database numbers auditors of one case to 60. */
const mostOfOneCase = 60

const form = z.object({
  people: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((typed): readonly string[] => [...new Set(typeof typed === 'string' ? [typed] : (typed ?? []))]),
})

/** Invites people to a session: each is given every case of it that they are independent of. */
export const invitePage = page({
  path: moderationPaths.invite,
  may: access.runAudits,
  form,
  async view({ tx, params, form: typed }) {
    const cycle = await findCycle(tx, params.cycleId)
    if (cycle?.kind !== 'standardisation') return missing('session')
    const people = await listInvitable(tx, cycle.id)
    const open = people.filter(({ free }) => free.length > 0)
    const others = people.filter(({ free, given }) => free.length === 0 && given === 0)
    return screen({
      title: 'Invite people to the session',
      back: { href: moderationPaths.session(params), text: cycle.name },
      body: html`${
        open.length === 0
          ? html`<p class="govuk-body">Nobody more can be invited: there is no case yet, or everybody else is kept from it by the rules below.</p>`
          : formTag(typed, {}, [
              choicesOf(
                typed,
                {
                  name: 'people',
                  label: 'Who grades?',
                  hint: 'Each is given every case that they are independent of.',
                },
                open.map(({ personId, name, free, given }) => ({
                  value: personId,
                  text: name,
                  hint: `${count(free.length, 'case')}${given > 0 ? `, beside ${given} given before` : ''}`,
                })),
              ),
              button({ text: 'Invite them', preventDoubleClick: true }),
            ])
      }
${
  others.length > 0 &&
  details({
    summaryText: `${count(others.length, 'person', 'people')} who cannot be invited, and why`,
    html: html`<ul class="govuk-list govuk-list--spaced">${others.map(({ name, reasons }) => html`<li><strong>${name}</strong> ${reasons.map((reason) => whyNots[reason]).join('; ')}.</li>`)}</ul>`,
  })
}`,
    })
  },
  async submit({ tx, params, answers }) {
    const cycle = await findCycle(tx, params.cycleId)
    if (cycle?.kind !== 'standardisation') return missing('session')
    if (answers.people.length === 0) return invalid({ field: 'people', message: 'Choose who is invited' })
    const invited = (await listInvitable(tx, cycle.id)).filter(
      ({ personId, free }) => answers.people.includes(personId) && free.length > 0,
    )
    if (invited.length < answers.people.length)
      return invalid({ field: 'people', message: 'Choose people from the list' })
    let given = 0
    for (const { caseId } of await listSessionCases(tx, cycle.id)) {
      const audited = await lockCase(tx, caseId)
      if (audited === null) continue
      let marker = Math.max(
        0,
        ...(await listInvited(tx, cycle.id)).filter((each) => each.caseId === caseId).map((each) => each.marker),
      )
      for (const { personId, free } of invited) {
        if (!free.includes(caseId)) continue
        marker += 1
        if (marker > mostOfOneCase)
          return invalid({ field: 'people', message: `At most ${mostOfOneCase} people grade one case. Choose fewer` })
        const asked = { purpose: 'mark', marker, auditorId: personId, reason: '', dueOn: cycle.dueOn } as const
        const assigned = await assign(tx, audited, asked)
        if (!assigned.ok) return assigned
        given += 1
      }
    }
    tx.trail.forgetReads()
    return goTo(moderationPaths.session(params), `${count(given, 'audit')} given`)
  },
})

interface Invitable {
  readonly personId: string
  readonly name: string
  /** Cases that they can be given. */
  readonly free: readonly string[]
  /** How many of the session's cases they have. */
  readonly given: number
  readonly reasons: readonly WhyNot[]
}

/** Everybody who may audit, with the cases of a session that they are independent of and do not have. */
async function listInvitable(tx: Tx, cycleId: string): Promise<readonly Invitable[]> {
  const { rows } = await sql<Invitable>`
    with known as (
      select person.id, person.name, audited.id as case_id,
             exists (select from audits.standing_assignment given
                      where given.authority_id = person.authority_id and given.case_id = audited.id
                        and given.auditor_id = person.id) as is_given,
             audits.why_not_independent(audited.id, person.id, 'mark', 1) as why
        from organisation.person person
        join platform.account account on account.authority_id = person.authority_id and account.id = person.id
        cross join audits.audit_case audited
       where person.authority_id = ${tx.who.authorityId} and person.is_active and person.agency_id is null
         and account.roles && ${[...access.doAudits.roles]}::text[]
         and audited.authority_id = person.authority_id and audited.cycle_id = ${cycleId})
    select id as person_id, name, coalesce(array_agg(case_id) filter (where not is_given and why = '{}'), '{}') as free,
           count(*) filter (where is_given)::integer as given,
           coalesce((select array_agg(distinct reason) from known each, unnest(each.why) reason where each.id = known.id), '{}')
             as reasons
      from known group by id, name order by name, id`.execute(tx.sql)
  return rows
}
