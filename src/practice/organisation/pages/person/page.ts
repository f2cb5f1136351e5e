import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { listAbsences } from '../../store/absences.ts'
import { listCover } from '../../store/cover.ts'
import { listDated } from '../../store/dated.ts'
import { findPerson, listPeople, namesOf } from '../../store/people.ts'
import { listTeams } from '../../store/places.ts'
import { listShiftsOf } from '../../store/rota.ts'
import { listTraining } from '../../store/training.ts'
import { personView } from './view.ts'

export const personPage = page({
  path: paths.person,
  may: access.seeOrganisation,
  async view({ tx, params, now, user }) {
    const person = await findPerson(tx, params.personId)
    if (person === null) return missing('person')
    const { id } = person
    const ahead = { from: now, to: null, personId: id }
    const lines = await listDated(tx, 'line', id)
    const career = {
      memberships: await listDated(tx, 'membership', id),
      lines,
      roles: await listDated(tx, 'role', id),
      teamNames: new Map((await listTeams(tx, { withClosed: true })).map((team) => [team.id, team.name])),
      managerNames: await namesOf(
        tx,
        lines.map(({ about }) => about),
      ),
    }
    return screen({
      title: person.name,
      width: 'full',
      back:
        person.agencyId === null ? { href: paths.people({}) } : { href: paths.agency({ agencyId: person.agencyId }) },
      body: personView({
        user,
        now,
        person,
        career,
        managed: await listPeople(tx, { lineManagerId: id }),
        training: await listTraining(tx, [id]),
        absences: await listAbsences(tx, ahead),
        cover: await listCover(tx, ahead),
        shifts: await listShiftsOf(tx, id, now),
      }),
    })
  },
})
