import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { missing } from '#kernel/outcome'
import { dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { page, screen } from '#platform/http'
import { listSection47s } from '#practice/case-records'
import { childPaths, findChild, nameOf } from '#practice/children'
import { type FromFile, notOurs } from '../../../from-files/together.ts'
import { paths } from '../../../paths.ts'
import { conferencePaths } from '../../paths.ts'
import { type Enquiry, listEnquiries } from '../../store/enquiries.ts'
import { section47Kinds, section47Outcomes } from '../../words.ts'
import { conferenceInWords } from '../parts/words.ts'

const most = 500

/** Every section 47 enquiry of one child: recorded here, and as files of the case system tell. */
export const childPage = page({
  path: conferencePaths.child,
  may: access.readRecords,
  async view({ tx, params, now }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    const asked = { childIds: [child.id], today: londonDate(now), limit: most, skip: 0 }
    const { enquiries } = await listEnquiries(tx, asked)
    const fromFiles = notOurs(await listSection47s(tx, [child.id]), enquiries)
    return screen({
      title: `Section 47 enquiries of ${nameOf(child)}`,
      width: 'wide',
      back: { href: childPaths.record({ childId: child.id }), text: 'The record' },
      body: html`${table(params.childId, rowsOf(enquiries, fromFiles, now))}
${fromFiles.length > 0 && html`<p class="govuk-body">Annex A and the census say nothing of who attended the strategy discussion. It is not known, which is not the same as absent: these enquiries count in no measure of attendance.</p>`}`,
    })
  },
})

interface Line {
  readonly id: string
  readonly on: Temporal.PlainDate
  readonly cells: readonly (Html | string)[]
}

const rowsOf = (
  enquiries: readonly Enquiry[],
  fromFiles: readonly FromFile[],
  now: Temporal.Instant,
): readonly Line[] =>
  [...enquiries.map((each) => ours(each, now)), ...fromFiles.map(fromFile)].toSorted((one, other) =>
    other.on.toString().localeCompare(one.on.toString()),
  )

const ours = (enquiry: Enquiry, now: Temporal.Instant): Line => ({
  id: enquiry.id,
  on: londonDate(enquiry.startedAt),
  cells: [
    whenInWords(enquiry.startedAt, now),
    html`${section47Kinds[enquiry.kind]}<br><a class="govuk-link" href="${paths.discussion({ discussionId: enquiry.discussionId })}">${enquiry.reference}</a>`,
    enquiry.end === null ? 'Not ended' : section47Outcomes[enquiry.end.outcome],
    conferenceInWords(enquiry, now),
    'On the discussion',
  ],
})

const fromFile = (row: FromFile): Line => ({
  id: row.id,
  on: row.onDay,
  cells: [
    dateInWords(row.onDay),
    html`From the case system’s file<br>${[row.worker, row.team].filter((part) => part !== '').join(', ')}`,
    'Not known',
    fileConference(row),
    'Not known',
  ],
})

function fileConference({ conferenceOn, isConferenceUnnecessary, ledToPlan }: FromFile): string {
  if (conferenceOn === null) return isConferenceUnnecessary === true ? 'Not required' : 'Not known'
  const plan = ledToPlan === null ? '' : ledToPlan ? ', led to a plan' : ', led to no plan'
  return `Held ${dateInWords(conferenceOn)}${plan}`
}

const table = (childId: string, lines: readonly Line[]): Html =>
  listTable({
    caption: 'Section 47 enquiries',
    columns: ['Started', 'Recorded', 'Ended', 'Conference', 'Attendance'].map((heading) => ({ key: heading, heading })),
    rows: lines,
    page: 1,
    perPage: most * 2,
    total: lines.length,
    hrefFor: (changes) => conferencePaths.child({ childId }, changes),
    empty: html`<p class="govuk-body">No section 47 enquiry of this child is known here.</p>`,
  })
