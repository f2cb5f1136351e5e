import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { addTeam, changeTeam, findTeam, listAreas } from '../../store/places.ts'
import { changeTeamForm, newTeamForm } from './form.ts'
import { teamFormView } from './view.ts'

export const addTeamPage = page({
  path: paths.addTeam,
  may: access.manageOrganisation,
  form: newTeamForm,
  async view({ tx, form }) {
    return screen({
      title: 'Add a team',
      body: teamFormView(form, await listAreas(tx), null),
      back: { href: paths.home({}) },
    })
  },
  async submit({ tx, answers }) {
    const added = await addTeam(tx, { ...answers, isFrontDoor: answers.isFrontDoor === 'yes' })
    return added.ok ? goTo(paths.team({ teamId: added.value }), 'Team added') : added
  },
})

export const changeTeamPage = page({
  path: paths.changeTeam,
  may: access.manageOrganisation,
  form: changeTeamForm,
  async view({ tx, params, form }) {
    const team = await findTeam(tx, params.teamId)
    if (team === null) return missing('team')
    return screen({
      title: `Change ${team.name}`,
      body: teamFormView(form, await listAreas(tx), team),
      back: { href: paths.team(params) },
    })
  },
  async submit({ tx, params, answers }) {
    if ((await findTeam(tx, params.teamId)) === null) return missing('team')
    const { isFrontDoor, isActive, ...rest } = answers
    const changed = await changeTeam(tx, {
      ...rest,
      id: params.teamId,
      isFrontDoor: isFrontDoor === 'yes',
      isActive: isActive === 'yes',
    })
    return changed.ok ? goTo(paths.team(params), 'Team changed') : changed
  },
})
