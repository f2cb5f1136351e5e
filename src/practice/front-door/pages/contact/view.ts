import type { Temporal } from 'temporal-polyfill'
import { londonDate, type WorkingCalendar } from '#kernel/clock'
import { count, dateInWords, timeLeftInWords, whenInWords } from '#kernel/words'
import { insetText, summaryList, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { User } from '#platform/http'
import { paths } from '../../paths.ts'
import { oneWorkingDayFrom, outcomeDueAt } from '../../rules/clocks.ts'
import type { Contact } from '../../store/contacts.ts'
import { parentsKnowWords, sources, urgencies } from '../../words.ts'
import { childInWords } from '../parts/child-words.ts'
import { knownPanel } from '../parts/known-panel.ts'
import { actionsView, toDosView } from './actions.ts'
import { departureTags, outcomeInWords, rationaleView } from './decision-entries.ts'
import type { Gathered } from './gather.ts'
import { timeLine } from './time-line.ts'

export interface ContactView extends Gathered {
  readonly user: User
  readonly now: Temporal.Instant
  readonly calendar: WorkingCalendar
}

/** A contact: where it stands, why it was decided so, what is still to do, and everything in one time line. */
export function contactView(given: ContactView): Html {
  const { contact, now, user, toDos, nameOf, entries, known } = given
  return html`${standing(given)}
<div class="los-beside"><div>
<h2 class="govuk-heading-m">${count(contact.children.length, 'child', 'children')}</h2>
<ul class="los-chosen">${contact.children.map(({ childId }) => childPart(given, childId))}</ul>
${actionsView(contact, user)}
${toDosView(toDos, user, nameOf, now)}
<h2 class="govuk-heading-m">The contact</h2>
${aboutContact(given)}
<h2 class="govuk-heading-m">Time line</h2>
${timeLine(entries, now)}
</div>${knownPanel(known, now)}</div>`
}

/** A contact to be read beside something else: each outcome with its reasons, what was said, everything in its time line. */
export const contactRecordView = (given: ContactView): Html => html`${standing(given)}
<h2 class="govuk-heading-m">${count(given.contact.children.length, 'child', 'children')}</h2>
<ul class="los-chosen">${given.contact.children.map(({ childId }) => childPart(given, childId))}</ul>
<h2 class="govuk-heading-m">The contact</h2>
${aboutContact(given)}
<h2 class="govuk-heading-m">Time line</h2>
${timeLine(given.entries, given.now)}`

/** The first line: the time that is left, or when the last outcome was recorded. */
function standing({ contact, now, calendar, nameOf }: ContactView): Html {
  const { receivedAt, receivedOn, waiting } = contact
  if (contact.isHistory || receivedAt === null) {
    return html`<p class="govuk-body-l">${tag('History', 'grey')} Received ${dateInWords(receivedOn)}. Brought in from an extract: nothing is awaited.</p>`
  }
  const received = html`received ${whenInWords(receivedAt, now)}`
  if (waiting === null) return html`<p class="govuk-body-l">${tag('Outcome recorded', 'green')} ${received}</p>`
  const due = outcomeDueAt(receivedAt)
  const left = timeLeftInWords(due, now)
  return html`<p class="govuk-body-l">${tag('Awaiting an outcome', left.isOver ? 'red' : 'blue')} <strong class="${left.isOver ? 'los-late' : ''}">${left.text}</strong>, ${received}</p>
<p class="govuk-body">Outcome due ${whenInWords(due, now)} (24 hours). One working day for a referral: ${whenInWords(oneWorkingDayFrom(calendar, receivedAt), now)}. ${
    waiting.claimedBy === null
      ? 'Nobody has taken it on yet.'
      : html`With <strong>${nameOf(waiting.claimedBy)}</strong>.`
  }</p>
${contact.isDecidedElsewhere && insetText({ text: `${contact.teamName ?? 'This team'} decides in the case system. The decision will stand here as soon as it arrives from there.` })}
${waiting.furtherEnquiries !== '' && insetText({ html: html`<strong>Further enquiries, no outcome yet:</strong> ${waiting.furtherEnquiries}` })}`
}

/** Why was this decided? Answered here, without scrolling. */
function childPart({ contact, known, childName, nameOf, now }: ContactView, childId: string): Html {
  const decision = contact.children.find((child) => child.childId === childId)?.decision ?? null
  const found = known.children.find(({ child }) => child.id === childId)
  const name = found ? childInWords(found.child, londonDate(now)) : childName(childId)
  if (decision === null) {
    return html`<li class="los-chosen__item"><div><strong>${name}</strong><br>${contact.isHistory ? 'Outcome not known' : 'No outcome yet'}</div></li>`
  }
  const by = decision.decidedBy === null ? decision.decidedByName : nameOf(decision.decidedBy)
  const when = decision.decidedAt === null ? '' : `, ${whenInWords(decision.decidedAt, now)}`
  return html`<li class="los-chosen__item"><div><strong>${name}</strong><br>${tag(outcomeInWords(decision), 'green')} ${by !== '' && `decided by ${by}`}${when}${departureTags(decision)}${rationaleView(decision)}</div></li>`
}

function aboutContact({ contact, linked, attachments, nameOf, now }: ContactView): Html {
  const { referrer } = contact
  const who = [referrer.name, referrer.role, referrer.agency].filter((part) => part !== '').join(', ')
  const reach = [referrer.telephone, referrer.email].filter((part) => part !== '').join(', ')
  return summaryList({
    classes: 'los-summary',
    rows: [
      row('The worry', html`<span class="los-lines">${contact.concern || 'Not in the extract'}</span>`),
      row('From', [sources[contact.sourceCode].words, who, reach].filter((part) => part !== '').join(' · ')),
      row(
        'Urgency',
        contact.urgency === null ? 'Not in the extract' : `${urgencies[contact.urgency]}. ${contact.urgencyReason}`,
      ),
      row('The parents', parentsInWords(contact)),
      row('Team', contact.teamName ?? 'None'),
      row(
        'Recorded',
        `${whenInWords(contact.knownAt, now)}${contact.recordedBy === null ? ` ${contact.recordedByName}` : ` by ${nameOf(contact.recordedBy)}`}`,
      ),
      linked.length > 0 &&
        row(
          'Same incident',
          html`${linked.map(
            (other) =>
              html`<a class="govuk-link" href="${paths.contact(other)}">${other.reference}</a>, ${dateInWords(other.receivedOn)}, ${sources[other.sourceCode].words}${other.why !== '' && `: ${other.why}`}<br>`,
          )}`,
        ),
      attachments.length > 0 &&
        row(
          'Files',
          html`${attachments.map(
            (file) =>
              html`<a class="govuk-link" href="${paths.attachment({ contactId: contact.id, attachmentId: file.id })}">${file.filename}</a> (${kilobytes(file.bytes)})${file.description !== '' && `: ${file.description}`}<br>`,
          )}`,
        ),
    ],
  })
}

const row = (key: string, value: Html | string) => ({
  key: { text: key },
  value: typeof value === 'string' ? { text: value } : { html: value },
})

function parentsInWords({ parentsKnow, parentsKnowWhy }: Contact): string {
  if (parentsKnow === null) return 'Not in the extract'
  return `${parentsKnowWords[parentsKnow]}${parentsKnowWhy === '' ? '' : `: ${parentsKnowWhy}`}`
}

const kilobytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024))} kB`
