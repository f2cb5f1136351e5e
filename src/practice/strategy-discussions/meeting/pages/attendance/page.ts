import { conflict, missing } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { goTo, page, screen } from '#platform/http'
import type { Option } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { listAgencies, listPeople } from '#practice/organisation'
import { type Discussion, findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { meetingPaths } from '../../paths.ts'
import { hasAllThreePartners } from '../../rules/attendance.ts'
import { listAskedToCome } from '../../store/asked.ts'
import { listAttendance } from '../../store/attendance.ts'
import { backTo } from '../parts/back.ts'
import { attendanceForm } from './form.ts'
import { attendanceRows } from './rows.ts'
import { takeAttendance } from './take.ts'
import { attendanceView } from './view.ts'

/** Who was there: one page for everybody, during the discussion or after it, one press for each. */
export const attendancePage = page({
  path: meetingPaths.attendance,
  may: access.recordDiscussions,
  form: attendanceForm,
  async view({ tx, params, form, now }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const there = await listAttendance(tx, discussion.id)
    return screen({
      title: `Attendance at ${discussion.reference}`,
      width: 'wide',
      back: backTo(discussion),
      body: attendanceView({
        form,
        rows: attendanceRows(await listAskedToCome(tx, discussion.id), there),
        there,
        agencies: (await listAgencies(tx)).map(({ id, name }) => ({ value: id, text: name })),
        people: await listEverybody(tx),
        now,
      }),
    })
  },
  async submit({ tx, params, answers }) {
    const discussion = await lockDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (isOff(discussion))
      return conflict(
        'This discussion is not to be held, so nobody attended it.',
        'Reconvene it if it was held after all.',
      )
    const rows = attendanceRows(await listAskedToCome(tx, discussion.id), await listAttendance(tx, discussion.id))
    const taken = await takeAttendance(tx, discussion, rows, answers)
    if (!taken.ok) return taken
    const isQuorate = hasAllThreePartners(await listAttendance(tx, discussion.id))
    const said = taken.value === 0 ? 'Nothing was changed' : `${count(taken.value, 'entry', 'entries')} saved`
    return goTo(
      meetingPaths.attendance({ discussionId: discussion.id }),
      `${said}. ${isQuorate ? 'All three partners attended.' : 'Not all three partners are recorded as there.'}`,
    )
  },
})

const isOff = ({ state }: Discussion): boolean => state === 'cancelled' || state === 'decided-not-to-hold'

const listEverybody = async (tx: Tx): Promise<readonly Option[]> =>
  (await listPeople(tx)).map(({ id, name, agencyName, teamName }) => ({
    value: id,
    text: [name, agencyName ?? teamName ?? ''].filter((part) => part !== '').join(', '),
  }))
