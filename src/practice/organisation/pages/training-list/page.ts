import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { access } from '#platform/access'
import { page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { trainingState, trainingStates } from '../../rules/training.ts'
import { listPeople } from '../../store/people.ts'
import { listTraining } from '../../store/training.ts'
import { trainingKindNames } from '../../words.ts'
import { downloadList } from '../parts/downloads.ts'
import { listQuery } from '../parts/lists.ts'
import { trainingListView, trainingOf, trainingRows } from './view.ts'

const query = z.object({
  ...listQuery,
  kind: z.enum(trainingKindNames).or(z.literal('')).optional(),
  state: z.enum(trainingStates).or(z.literal('')).optional(),
})

export type TrainingQuery = z.infer<typeof query>

/** Who may audit and who may decide at night, and whose right runs out. */
export const trainingPage = page({
  path: paths.training,
  may: access.seeOrganisation,
  query,
  async view({ tx, now, user, query: asked }) {
    const people = await listPeople(tx, { employer: 'own' })
    const day = londonDate(now)
    const training = (
      await listTraining(
        tx,
        people.map(({ id }) => id),
      )
    ).filter(
      (record) =>
        (!asked.kind || record.kind === asked.kind) && (!asked.state || trainingState(record, day) === asked.state),
    )
    const list = trainingOf(asked, trainingRows(training, people, day))
    if (asked.format !== undefined) return downloadList(list, 'training', now)
    return screen({ title: 'Training', width: 'full', body: trainingListView(list, user) })
  },
})
