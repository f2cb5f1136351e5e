import { timeInWords } from '#kernel/words'
import { access } from '#platform/access'
import { tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import type { RecordHead } from '#practice/children'
import { paths } from './paths.ts'
import { type Breaking, listBreakings } from './store/breakings.ts'
import { findRestriction, isGuarding, type Restriction } from './store/restrictions.ts'

/** What stands at the head of a child's record: that it is restricted, who answers for it, until when the glass is broken. */
export const recordHead: RecordHead = async (tx, { child, user, now }) => {
  const { id: childId } = child
  const mayRestrict = may(user, access.restrictRecords)
  if (!child.isRestricted) {
    return mayRestrict
      ? html`<p class="govuk-body"><a class="govuk-link" href="${paths.restriction({ childId })}">Restrict this record</a></p>`
      : null
  }
  const restriction = await findRestriction(tx, childId)
  const guards = await isGuarding(tx, childId)
  const { breakings } = await listBreakings(tx, { childId, limit: 20, skip: 0 })
  const open = breakings.find(
    ({ personId, endsAt }) => personId === user.personId && endsAt.epochMilliseconds > now.epochMilliseconds,
  )
  return html`<p class="govuk-body">${tag('Restricted record', 'red')} ${restriction !== null && guardianWords(restriction)}</p>
${open !== undefined && openWords(open)}
<p class="govuk-body los-actions"><a class="govuk-link" href="${paths.restriction({ childId })}">Restriction</a>
${(guards || may(user, access.watchReading)) && html`<a class="govuk-link" href="${paths.readings({ childId })}">Who read it</a>`}</p>`
}

const guardianWords = ({ guardianName }: Restriction): Html => html`Its guardian is ${guardianName}.`

const openWords = ({ id, endsAt }: Breaking): Html =>
  html`<div class="govuk-inset-text">You broke the glass. The record is open to you until ${timeInWords(endsAt)}. <a class="govuk-link" href="${paths.breaking({ breakingId: id })}">Give it back</a> when you no longer need it.</div>`
