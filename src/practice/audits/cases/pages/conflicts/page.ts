import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { conflict, invalid, missing, type Problem, refused } from '#kernel/outcome'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, may, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { findChildrenByReference } from '#practice/children'
import { listPeople, listTeams } from '#practice/organisation'
import { paths } from '../../../paths.ts'
import { type DeclaredConflict, listConflicts, recordConflict, withdrawConflict } from '../../store/conflicts.ts'
import { conflictsView } from './view.ts'

const form = z.object({
  personId: fields.optionalId('Choose somebody from the list'),
  about: fields.choice(['team', 'person', 'child'], 'Choose what it is about'),
  teamId: fields.optionalId('Choose a team from the list'),
  aboutPersonId: fields.optionalId('Choose somebody from the list'),
  child: fields.optionalText(50),
  reason: fields.text('Say why', 2000),
  untilDay: fields.optionalDay(),
})

/** Everybody declares what they cannot judge: it keeps those audits from them. Those who run audits see and declare for all. */
export const conflictsPage = page({
  path: paths.conflicts,
  may: access.seeAudits,
  form,
  async view({ tx, form: typed, user }) {
    const runs = may(user, access.runAudits)
    return screen({
      title: 'Conflicts of interest',
      width: 'full',
      back: { href: paths.home({}), text: 'Audits' },
      body: conflictsView({
        form: typed,
        runs,
        user,
        declared: await listConflicts(tx),
        teams: await listTeams(tx),
        people: await listPeople(tx, { employer: 'own' }),
      }),
    })
  },
  async submit({ tx, answers, user, now }) {
    const runs = may(user, access.runAudits)
    const personId = (runs ? answers.personId : null) ?? user.personId
    const children = answers.child === null ? [] : await findChildrenByReference(tx, [answers.child.toUpperCase()])
    const chosen = {
      teamId: answers.about === 'team' ? answers.teamId : null,
      aboutPersonId: answers.about === 'person' ? answers.aboutPersonId : null,
      childId: answers.about === 'child' ? ([...children.values()][0] ?? null) : null,
    }
    const problem = await problemWith(tx, answers.about, chosen, personId)
    if (problem !== null) return invalid(problem)
    const { reason, untilDay } = answers
    const fromDay = londonDate(now)
    if (untilDay !== null && untilDay.toString() <= fromDay.toString())
      return invalid({ field: 'untilDay', message: 'Give a day that is still to come, or none' })
    await recordConflict(tx, { ...chosen, personId, reason, untilDay, fromDay })
    return goTo(paths.conflicts({}), 'The conflict has been declared')
  },
})

async function problemWith(
  tx: Parameters<typeof listTeams>[0],
  about: 'team' | 'person' | 'child',
  chosen: Pick<DeclaredConflict, 'teamId' | 'aboutPersonId' | 'childId'>,
  personId: string,
): Promise<Problem | null> {
  const people = new Set((await listPeople(tx, { employer: 'own' })).map(({ id }) => id))
  if (!people.has(personId)) return { field: 'personId', message: 'Choose somebody from the list' }
  if (about === 'team' && !(await listTeams(tx)).some(({ id }) => id === chosen.teamId))
    return { field: 'teamId', message: 'Choose a team' }
  if (about === 'person' && !(chosen.aboutPersonId !== null && people.has(chosen.aboutPersonId)))
    return { field: 'aboutPersonId', message: 'Choose a person' }
  if (about === 'child' && chosen.childId === null)
    return { field: 'child', message: 'Give the child’s reference, such as CH-1234. It is on their record' }
  return null
}

/** Takes a conflict back, with the reason why it is none any more. */
export const withdrawConflictPage = page({
  path: paths.withdrawConflict,
  may: access.seeAudits,
  form: z.object({ reason: fields.text('Say why it is no conflict any more', 2000) }),
  async view({ tx, params, form: typed }) {
    const declared = (await listConflicts(tx)).find(({ id }) => id === params.conflictId)
    if (declared === undefined) return missing('conflict')
    return screen({
      title: 'Take back a conflict of interest',
      back: { href: paths.conflicts({}), text: 'Conflicts of interest' },
      body: html`<p class="govuk-body">${declared.personName}, since ${dateInWords(declared.fromDay)}: ${declared.reason}</p>
${formTag(typed, {}, [longInput(typed, { name: 'reason', label: 'Why is it no conflict any more?' }), button({ text: 'Take it back' })])}`,
    })
  },
  async submit({ tx, params, answers, user }) {
    const declared = (await listConflicts(tx)).find(({ id }) => id === params.conflictId)
    if (declared === undefined) return missing('conflict')
    if (declared.personId !== user.personId && !may(user, access.runAudits))
      return refused('a conflict of somebody else')
    if (!(await withdrawConflict(tx, declared, answers.reason)))
      return conflict('It has been taken back already.', 'There is nothing to do.')
    return goTo(paths.conflicts({}), 'The conflict has been taken back')
  },
})
