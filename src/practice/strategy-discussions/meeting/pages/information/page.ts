import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { conflict, invalid, missing, type Outcome, ok } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { asTyped, longInput, type Option, pickOf, textInput, tickOf, timeInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { words } from '../../../pages/parts/typed.ts'
import { type Discussion, findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { partners } from '../../../words.ts'
import { meetingPaths } from '../../paths.ts'
import { listAskedToCome } from '../../store/asked.ts'
import { listAttendance } from '../../store/attendance.ts'
import { listInformation, recordInformation } from '../../store/information.ts'
import { type AttendanceRow, attendanceRows } from '../attendance/rows.ts'
import { backTo } from '../parts/back.ts'
import { saidView } from '../parts/said.ts'

const form = z.object({
  from: fields.id('Choose who gave it'),
  givenByName: words(200),
  what: fields.text('Write down what they said, or what they promised to send'),
  isPromised: fields.ticked,
  promisedBy: fields.optionalDateTime(),
  givenAt: fields.dateTime('Enter when they said it'),
})

/** What each agency said, as it is said; or what it promised to send, by when. */
export const informationPage = page({
  path: meetingPaths.information,
  may: access.recordDiscussions,
  form,
  draft: true,
  async view({ tx, params, form: typed, now, user }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const information = await listInformation(tx, { discussionId: discussion.id })
    return screen({
      title: `What was said at ${discussion.reference}`,
      width: 'wide',
      back: backTo(discussion),
      body: html`${saidView({ information, user, now })}
<h2 class="govuk-heading-m">Write down what somebody said</h2>
${questions(typed, await sources(tx, discussion), discussion.settlement?.happenedAt ?? now)}`,
    })
  },
  async submit({ tx, params, answers, now }) {
    const discussion = await lockDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const row = (await rowsOf(tx, discussion)).find(({ key }) => key === answers.from)
    if (row === undefined)
      return conflict('That person is no longer on the list.', 'Choose who gave it again. What you typed is kept.')
    const given = checkGiven(answers, now)
    if (!given.ok) return given
    const { partner, agencyName, name } = row
    const agencyId = row.asked?.agencyId ?? row.stands?.agencyId ?? null
    const givenByName = answers.givenByName || name || agencyName
    await recordInformation(tx, discussion.id, { ...given.value, partner, agencyId, givenByName })
    return goTo(meetingPaths.information({ discussionId: discussion.id }), 'Written down')
  },
})

type Given = Pick<z.infer<typeof form>, 'what' | 'isPromised' | 'promisedBy' | 'givenAt'>

function checkGiven(
  { what, isPromised, promisedBy, givenAt }: Given,
  now: Temporal.Instant,
): Outcome<Omit<Given, 'isPromised'>> {
  if (Temporal.Instant.compare(givenAt, now) > 0)
    return invalid({ field: 'givenAt', message: 'When they said it cannot be in the future' })
  if (isPromised && promisedBy === null)
    return invalid({ field: 'promisedBy', message: 'Enter by when they will send it' })
  if (!isPromised && promisedBy !== null)
    return invalid({ field: 'isPromised', message: 'Tick that it was promised, or leave the time empty' })
  if (promisedBy !== null && Temporal.Instant.compare(promisedBy, givenAt) <= 0)
    return invalid({ field: 'promisedBy', message: 'It is promised for after it was said: check the time' })
  return ok({ what, promisedBy, givenAt })
}

const rowsOf = async (tx: Tx, { id }: Discussion): Promise<readonly AttendanceRow[]> =>
  attendanceRows(await listAskedToCome(tx, id), await listAttendance(tx, id))

const sources = async (tx: Tx, discussion: Discussion): Promise<readonly Option[]> =>
  (await rowsOf(tx, discussion)).map(({ key, partner, agencyName, name }) => ({
    value: key,
    text: [partners[partner], agencyName, name].filter((part) => part !== '').join(', '),
  }))

const questions = (typed: FormState, from: readonly Option[], at: Temporal.Instant) =>
  formTag(typed, { autosave: true }, [
    pickOf(
      typed,
      { name: 'from', label: 'Who gave it?', hint: 'Everybody who was invited or is on the list of attendance.' },
      from,
    ),
    textInput(typed, { name: 'givenByName', label: 'Name, if somebody else spoke for them' }),
    longInput(typed, { name: 'what', label: 'What they said, or will send' }, 5),
    tickOf(typed, { name: 'isPromised', label: 'They promised to send it' }),
    timeInput(typed, { name: 'promisedBy', label: 'If promised: by when?' }),
    timeInput(typed, { name: 'givenAt', label: 'When did they say it?', fallback: asTyped(at) }),
    button({ text: 'Write it down', preventDoubleClick: true }),
  ])
