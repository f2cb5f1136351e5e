import type { Temporal } from 'temporal-polyfill'
import { timeLeftInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths, toDoHref } from '../../paths.ts'
import type { Contact } from '../../store/contacts.ts'
import type { OpenToDo } from '../../store/to-do.ts'
import { toDos as toDoWords } from '../../words.ts'
import type { NameOf } from './entry.ts'

/** What can be done with this contact now, the doing first. */
export function actionsView(contact: Contact, user: User): Html | null {
  if (!may(user, access.workContacts) || contact.isHistory) return null
  const params = { contactId: contact.id }
  const isWaiting = contact.waiting !== null
  return html`<div class="los-actions los-no-print">
${isWaiting && !contact.isDecidedElsewhere && button({ text: 'Decide', href: paths.decide(params) })}
${button({ text: 'Record a conversation', href: paths.conversation(params), classes: 'govuk-button--secondary' })}
${button({ text: 'Ask an agency', href: paths.askCheck(params), classes: 'govuk-button--secondary' })}
</div>
<ul class="govuk-list los-links los-no-print">
${isWaiting && contact.waiting?.claimedBy !== user.personId && link(paths.claim(params), 'Take it on')}
${isWaiting && link(paths.reassign(params), 'Give it to someone else')}
${isWaiting && link(paths.furtherEnquiries(params), 'Not deciding yet: say what is still needed')}
${link(paths.parentsKnow(params), 'What the parents know has changed')}
${link(paths.askAuthorisation(params), 'Ask to make checks without the parents’ knowledge')}
${link(paths.children(params), 'Add or take off a child')}
${link(paths.attach(params), 'Attach a file')}
${link(paths.link(params), 'Link another contact about the same incident')}
${link(paths.note(params), 'Add a note')}
</ul>`
}

const link = (href: string, text: string): Html => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`

/** What is still owed about this contact, soonest first, each a verb that goes straight to the doing. */
export function toDosView(toDos: readonly OpenToDo[], user: User, nameOf: NameOf, now: Temporal.Instant): Html | null {
  if (toDos.length === 0) return null
  return html`<h2 class="govuk-heading-m">Still to do</h2><ul class="los-work">${toDos.map((toDo) => {
    const { words, verb } = toDoWords[toDo.kind]
    const left = timeLeftInWords(toDo.dueAt, now)
    const mayDo = may(user, access.workContacts) && toDo.notBy !== user.personId
    return html`<li class="los-work__item"><div>${words}${toDo.detail !== '' && `: ${toDo.detail}`}<br><span class="${left.isOver ? 'los-late' : 'los-quiet'}">Due ${whenInWords(toDo.dueAt, now)} (${left.text})</span>${
      toDo.ownerId !== null && html` · ${nameOf(toDo.ownerId)}`
    }</div>${mayDo ? html`<a class="govuk-link" href="${toDoHref(toDo)}">${verb}<span class="govuk-visually-hidden">: ${words}</span></a>` : html`<span class="los-quiet">Somebody else has to do this</span>`}</li>`
  })}</ul>`
}
