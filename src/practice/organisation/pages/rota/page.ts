import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { access } from '#platform/access'
import { fields, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { departuresOf } from '../../rules/rota.ts'
import { staffingOf } from '../../rules/stand-in.ts'
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
    const training = await listTraining(
      tx,
      shifts.map(({ personId }) => personId),
    )
    const staffing = new Map(shifts.map((shift) => [shift.id, staffingOf(shift, availability)]))
    const names = await namesOf(
      tx,
      [...staffing.values()].flatMap(({ standIns }) => standIns),
    )
    const gaps = await listGaps(tx, startsAt, endsAt)
    const departures = new Map(
      shifts.map((shift) => {
        const holder = {
          name: shift.personName,
          training: training.filter(({ personId }) => personId === shift.personId),
        }
        return [shift.id, departuresOf(shift, { ...holder, personId: shift.personId }, availability)]
      }),
    )
    return screen({
      title: 'Duty rota',
      width: 'wide',
      body: rotaView({ user, now, monday, days: rotaDays(monday, shifts, gaps), gaps, staffing, names, departures }),
    })
  },
})
