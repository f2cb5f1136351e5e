import type { Temporal } from 'temporal-polyfill'
import { dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { details, insetText, summaryList, warningText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import { paths } from '../../../paths.ts'
import { type Assigned, listAssigned } from '../../store/assignments.ts'
import type { AuditCase } from '../../store/cases.ts'
import { findExcuse, type Identified, listIdentified } from '../../store/excuses.ts'
import { purposes, type Slot, slotInWords, slotKey } from '../../words.ts'
import type { Section } from './page.ts'

/** Who audits it, who did before and why that changed; whether it was excused; and what keeps anybody from being independent. */
export const whoAuditsIt: Section = async ({ tx, audited, user, now }) => {
  const steps = await listAssigned(tx, audited.id)
  const excuse = await findExcuse(tx, audited.id)
  const identified = await listIdentified(tx, audited.id)
  const runs = may(user, access.runAudits)
  return html`<h2 class="govuk-heading-m" id="who-audits">Who audits it</h2>
${excuse !== null && insetText({ text: `Excused by ${excuse.byName ?? 'nobody by name'}, ${whenInWords(excuse.excusedAt, now)}: ${excuse.reason}` })}
${unknown(audited, identified, runs)}
${summaryList({ rows: slotsOf(audited, steps).map((slot) => slotRow(audited, slot, steps, runs && excuse === null)) })}
${steps.length > 0 && details({ summaryText: 'Everything that was arranged', html: history(steps, audited, now) })}
${
  runs &&
  excuse === null &&
  html`<p class="govuk-body"><a class="govuk-link" href="${paths.excuse({ caseId: audited.id })}">Excuse this audit</a></p>`
}`
}

/** Its markers, and a moderator once there is or was one. */
function slotsOf({ markers }: AuditCase, steps: readonly Assigned[]): readonly Slot[] {
  const marks = Array.from({ length: markers }, (_, at): Slot => ({ purpose: 'mark', marker: at + 1 }))
  const others = steps.filter(({ isLast, purpose, marker }) => isLast && (purpose === 'moderate' || marker > markers))
  return [...marks, ...others.map(({ purpose, marker }) => ({ purpose, marker }))]
}

function slotRow(audited: AuditCase, slot: Slot, steps: readonly Assigned[], mayChange: boolean) {
  const given = steps.find((each) => each.isLast && each.purpose === slot.purpose && each.marker === slot.marker)
  const has = given?.auditorName ?? null
  const words = slotInWords(slot, audited.markers)
  const stands = given?.isSentIn ? 'sent in' : `due ${dateInWords(given?.dueOn ?? audited.dueOn)}`
  return {
    key: { text: words },
    value: { text: has === null ? 'Nobody yet' : `${has}, ${stands}` },
    ...(mayChange && !given?.isSentIn
      ? {
          actions: {
            items: [
              {
                href: paths.assign({ caseId: audited.id, slot: slotKey(slot) }),
                text: has === null ? 'Give it to somebody' : 'Change or take off',
                visuallyHiddenText: `(${words.toLowerCase()})`,
              },
            ],
          },
        }
      : {}),
  }
}

function unknown(
  { id, independenceUnknown }: AuditCase,
  identified: readonly Identified[],
  runs: boolean,
): Html | null {
  if (independenceUnknown === '') return null
  const isSettled = identified.some((found) => found.isSettled)
  const found = identified.map(
    ({ personName, reason, byName }) =>
      html`<li>${personName ?? 'Nobody of our staff'}, found out by ${byName ?? 'nobody by name'}: ${reason}</li>`,
  )
  return html`${
    isSettled
      ? html`<p class="govuk-body">When it was opened, not everybody whose work it was was known: ${independenceUnknown}. It has been found out since.</p>`
      : warningText({
          text: `Nobody can be given this audit yet, because it is not known who is independent of it: ${independenceUnknown}.`,
          iconFallbackText: 'Warning',
        })
  }
${found.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${found}</ul>`}
${!isSettled && runs && html`<p class="govuk-body"><a class="govuk-link" href="${paths.identify({ caseId: id })}">Say whose work it was</a></p>`}`
}

const history = (steps: readonly Assigned[], { markers }: AuditCase, now: Temporal.Instant): Html =>
  html`<ul class="govuk-list govuk-list--spaced">${steps.map((step) => {
    const by = step.isByAllocation ? 'the allocation' : (step.assignedByName ?? 'nobody by name')
    return html`<li>${whenInWords(step.assignedAt, now)}, ${purposes[step.purpose].toLowerCase()}, ${slotInWords(step, markers).toLowerCase()}: ${step.auditorName === null ? 'taken off' : `given to ${step.auditorName}`} by ${by}${step.reason !== '' && html`. ${step.reason}`}</li>`
  })}</ul>`
