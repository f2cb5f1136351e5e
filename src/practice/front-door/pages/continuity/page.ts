import { londonDate } from '#kernel/clock'
import { count, dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { type Child, listChildren } from '#practice/children'
import { decidersOnDuty } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { outcomeDueAt } from '../../rules/clocks.ts'
import { listChildrenOf } from '../../store/contact-children.ts'
import { listAllWaiting } from '../../store/waiting.ts'
import { childInWords } from '../parts/child-words.ts'

/**
 * What is open, on paper, for when the system cannot be reached: children by name, who is on duty, and room to write what
 * is done with its true time. It is typed in afterwards as a late entry.
 */
export const continuityPage = page({
  path: paths.continuity,
  may: access.workContacts,
  async view({ tx, now, user }) {
    const contacts = await listAllWaiting(tx)
    const about = await listChildrenOf(
      tx,
      contacts.map(({ contactId }) => contactId),
    )
    const children = new Map(
      (
        await listChildren(
          tx,
          about.map(({ childId }) => childId),
        )
      ).map((child) => [child.id, child]),
    )
    const today = londonDate(now)
    const named = (contactId: string): readonly Child[] =>
      about.flatMap((each) => (each.contactId === contactId ? (children.get(each.childId) ?? []) : []))
    const deciders = await decidersOnDuty(tx, now)
    return screen({
      title: 'What is open: list for paper',
      width: 'wide',
      back: { href: paths.board({}), text: 'Duty board' },
      body: html`<p class="govuk-body">Printed ${whenInWords(now, now)}, ${dateInWords(today)}. ${count(contacts.length, 'contact')} without an outcome. Keep it locked away and shred it when the system is back.</p>
<p class="govuk-body">On duty to decide: ${deciders.length === 0 ? 'nobody is on the rota' : deciders.map(({ name, until }) => `${name} until ${whenInWords(until, now)}`).join('; ')}.</p>
<p class="govuk-body los-no-print">Print it with your browser’s own print button. What is done on paper is typed in afterwards as ${may(user, access.recordContacts) ? html`<a class="govuk-link" href="${paths.lateEntry({})}">a contact taken on paper</a>` : 'a contact taken on paper'}, with its true times.</p>
${
  contacts.length === 0
    ? html`<p class="govuk-body">Nothing is waiting.</p>`
    : html`<table class="govuk-table los-table los-cards"><caption class="govuk-table__caption govuk-visually-hidden">Contacts without an outcome, soonest due first</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${['Due', 'Contact', 'Children', 'From', 'The worry', 'With', 'Done, by whom, when'].map((title) => html`<th scope="col" class="govuk-table__header">${title}</th>`)}</tr></thead>
<tbody class="govuk-table__body">${contacts.map(
        (contact) => html`<tr class="govuk-table__row">
<td class="govuk-table__cell" data-label="Due">${whenInWords(outcomeDueAt(contact.receivedAt), now)}</td>
<td class="govuk-table__cell" data-label="Contact"><strong>${contact.reference}</strong><br>${whenInWords(contact.receivedAt, now)}</td>
<td class="govuk-table__cell" data-label="Children">${named(contact.contactId).map((child) => html`${childInWords(child, today)}<br>`)}</td>
<td class="govuk-table__cell" data-label="From">${contact.referrer}</td>
<td class="govuk-table__cell" data-label="The worry">${contact.worry}${contact.furtherEnquiries !== '' && html`<br>Still needed: ${contact.furtherEnquiries}`}</td>
<td class="govuk-table__cell" data-label="With">${contact.claimedBy ?? ''}</td>
<td class="govuk-table__cell los-paper" data-label="Done, by whom, when"></td>
</tr>`,
      )}</tbody></table>`
}`,
    })
  },
})
