import type { HistoryEvent, HistorySource } from '#platform/area'
import { html } from '#platform/html'
import { paths } from './paths.ts'
import { type EarlierContact, listContactsOf } from './store/of-children.ts'
import { outcomes, sources } from './words.ts'

/** What this area adds to a child's chronology: every contact, with what was decided about that child. */
export const frontDoorHistory: HistorySource = async (tx, childIds) =>
  (await listContactsOf(tx, childIds)).map(contactEvent)

const contactEvent = (contact: EarlierContact): HistoryEvent => ({
  // One contact about two children of a household is one event in each one's chronology.
  id: `${contact.contactId}/${contact.childId}`,
  at: contact.receivedAt ?? contact.receivedOn,
  recordedAt: contact.recordedAt,
  kind: 'contact',
  title: `Contact ${contact.reference} from ${sources[contact.sourceCode].words}: ${outcomeOf(contact)}`,
  ...(contact.concern === '' ? {} : { body: html`${contact.concern}` }),
  href: paths.contact({ contactId: contact.contactId }),
})

function outcomeOf({ outcome, isHistory }: EarlierContact): string {
  if (outcome !== null) return outcomes[outcome].toLowerCase()
  return isHistory ? 'outcome not known' : 'no outcome yet'
}
