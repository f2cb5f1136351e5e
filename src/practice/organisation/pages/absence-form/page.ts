import { z } from 'zod'
import { invalid, missing, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { goTo, may, page, screen, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import { endProblem } from '../../rules/gaps.ts'
import { changeAbsence, findAbsence, recordAbsence } from '../../store/absences.ts'
import { listCover } from '../../store/cover.ts'
import { findPerson, listPeople } from '../../store/people.ts'
import { listShifts } from '../../store/rota.ts'
import { changeAbsenceForm, newAbsenceForm } from './form.ts'
import { absenceView, newAbsenceView } from './view.ts'

/** One's own absence, or anybody's for those who manage people. */
const mayRecordOf = (user: User, personId: string): boolean =>
  user.personId === personId || may(user, access.recordAbsences)

const notTheirs = refused('not allowed to record other people’s absences')

export const addAbsencePage = page({
  path: paths.addAbsence,
  may: access.seeOrganisation,
  query: z.object({ person: z.uuid().optional() }),
  form: newAbsenceForm,
  async view({ tx, form, user, query }) {
    const recordsAnybodys = may(user, access.recordAbsences)
    const people = await listPeople(tx, recordsAnybodys ? { employer: 'own' } : { ids: [user.personId] })
    const chosen = query.person ?? (recordsAnybodys ? '' : user.personId)
    return screen({
      title: recordsAnybodys ? 'Record an absence' : 'Record that I am away',
      body: newAbsenceView(form, people, chosen),
      back: { href: paths.absences({}) },
    })
  },
  async submit({ tx, user, answers }) {
    if (!mayRecordOf(user, answers.personId)) return notTheirs
    if ((await findPerson(tx, answers.personId)) === null) return missing('person')
    const problem = endProblem(answers)
    if (problem !== null) return invalid({ field: 'endsAt', message: problem })
    const recorded = await recordAbsence(tx, answers)
    if (!recorded.ok) return recorded
    return goTo(paths.absence({ absenceId: recorded.value }), 'Absence recorded. Is their work covered?')
  },
})

export const absencePage = page({
  path: paths.absence,
  may: access.seeOrganisation,
  form: changeAbsenceForm,
  async view({ tx, params, form, user, now }) {
    const absence = await findAbsence(tx, params.absenceId)
    if (absence === null) return missing('absence')
    const { personId, startsAt, endsAt } = absence
    const shifts = await listShifts(tx, startsAt, endsAt ?? now.add({ hours: 24 * 90 }))
    const cover = await listCover(tx, { from: startsAt, to: endsAt, personId })
    return screen({
      title: `Absence of ${absence.personName}`,
      back: { href: paths.absences({}) },
      body: absenceView({
        form,
        absence,
        cover: cover.filter((entry) => entry.personId === personId),
        shifts: shifts.filter((shift) => shift.personId === personId),
        mayChange: mayRecordOf(user, personId),
        mayCover: may(user, access.recordAbsences),
        now,
      }),
    })
  },
  async submit({ tx, params, user, answers }) {
    const absence = await findAbsence(tx, params.absenceId)
    if (absence === null) return missing('absence')
    if (!mayRecordOf(user, absence.personId)) return notTheirs
    const { change, endsAt, why } = answers
    const problem = change === 'ends' ? endProblem({ startsAt: absence.startsAt, endsAt }) : null
    if (problem !== null) return invalid({ field: 'endsAt', message: problem })
    const changed = await changeAbsence(tx, absence, change === 'never' ? { isCancelled: true, why } : { endsAt, why })
    return changed.ok ? goTo(paths.absences({}), 'Absence changed') : changed
  },
})
