import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { findPerson, listPeople, listTeams } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { nameOf } from '../../rules/names.ts'
import { allocate } from '../../store/allocations.ts'
import { findChild } from '../../store/children.ts'
import { dayQuestion, listQuestion, textQuestion } from '../parts/fields.ts'

const form = z.object({
  workerId: fields.optionalId('Choose from the list'),
  workerText: fields.optionalText(200),
  fromDay: fields.day('Give the day from which it counts'),
  reason: fields.text('Say why', 300),
})

/** Dated, with the worker's team, line manager and area as they are: independence of audit will rest on it. */
export const allocatePage = page({
  path: paths.allocate,
  may: access.manageChildren,
  form,
  async view({ tx, params, form: typed }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    const workers = (await listPeople(tx, { employer: 'own' })).map(({ id, name, teamName }) => [
      id,
      teamName ? `${name}, ${teamName}` : name,
    ])
    return screen({
      title: `Allocate ${nameOf(child)}`,
      back: { href: paths.record(params) },
      body: formTag(typed, {}, [
        listQuestion(typed, {
          name: 'workerId',
          label: 'Worker',
          options: Object.fromEntries(workers),
          none: 'Choose a worker',
        }),
        textQuestion(typed, {
          name: 'workerText',
          label: 'Or a worker who is not on the list',
          hint: 'Such as an agency worker. Independence of audit cannot be shown for a name that is not on the list.',
        }),
        dayQuestion(typed, { name: 'fromDay', label: 'From' }),
        textQuestion(typed, { name: 'reason', label: 'Why' }),
        button({ text: 'Allocate' }),
      ]),
    })
  },
  async submit({ tx, params, answers }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    const { workerId, workerText, fromDay, reason } = answers
    if ((workerId === null) === (workerText === null)) {
      return invalid({
        field: 'workerId',
        message: 'Choose a worker from the list, or write the name of one who is not on it',
      })
    }
    const worker = workerId === null ? null : await findPerson(tx, workerId)
    if (workerId !== null && worker === null) return invalid({ field: 'workerId', message: 'Choose from the list' })
    const team = (await listTeams(tx)).find(({ id }) => id === worker?.teamId)
    const place = {
      teamId: worker?.teamId ?? null,
      lineManagerId: worker?.lineManagerId ?? null,
      areaId: team?.areaId ?? null,
    }
    await allocate(tx, { childId: child.id, workerId, workerText, fromDay, ...place }, reason)
    return goTo(paths.record(params), 'The allocation has been recorded')
  },
})
