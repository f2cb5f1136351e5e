import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { access } from '#platform/access'
import { fields, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { isTrainedFor, type Shift } from '../../rules/rota.ts'
import { staffingOf } from '../../rules/stand-in.ts'
import type { TrainingRecord } from '../../rules/training.ts'
import { mondayOf, rotaDays, weekFrom } from '../../rules/week.ts'
import { readAvailability } from '../../store/availability.ts'
import { namesOf } from '../../store/people.ts'
import { listGaps, listShifts } from '../../store/rota.ts'
import { listTraining } from '../../store/training.ts'
import { downloadList } from '../parts/downloads.ts'
import { listQuery } from '../parts/lists.ts'
import { shiftList } from './list.ts'
import { rotaView } from './view.ts'

/** `week` is any day of the week to show. */
const query = z.object({ ...listQuery, week: fields.optionalDay() })

export const rota = page({
  path: paths.rota,
  may: access.seeOrganisation,
  query,
  async view({ tx, now, user, query: asked }) {
    const monday = mondayOf(asked.week ?? londonDate(now))
    const { startsAt, endsAt } = weekFrom(monday)
    const shifts = await listShifts(tx, startsAt, endsAt)
    if (asked.format !== undefined) return downloadList(shiftList(asked, shifts), 'duty-rota', now)
    const availability = await readAvailability(tx, startsAt, endsAt)
    const staffing = new Map(shifts.map((shift) => [shift.id, staffingOf(shift, availability)]))
    const workers = [...staffing.values()].flatMap(({ workers: each }) => each)
    const training = await listTraining(tx, workers)
    const untrained = shifts.filter(
      (shift) => !isTrainedThroughout(shift, staffing.get(shift.id)?.workers ?? [], training),
    )
    const gaps = await listGaps(tx, startsAt, endsAt)
    return screen({
      title: 'Duty rota',
      width: 'wide',
      body: rotaView({
        user,
        now,
        monday,
        days: rotaDays(monday, shifts, gaps),
        gaps,
        staffing,
        names: await namesOf(tx, workers),
        untrained: new Set(untrained.map(({ id }) => id)),
      }),
    })
  },
})

/** Whether everyone who really works a shift may, by their training. */
const isTrainedThroughout = (shift: Shift, workers: readonly string[], training: readonly TrainingRecord[]): boolean =>
  workers.every((worker) =>
    isTrainedFor(
      shift,
      training.filter(({ personId }) => personId === worker),
    ),
  )
