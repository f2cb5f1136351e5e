import type { Temporal } from 'temporal-polyfill'
import { ageInWords, count, dateInWords } from '#kernel/words'
import { type Child, nameOf } from '#practice/children'
import type { KnownChild } from '../../store/known.ts'

/** "Mia Green, 4 years, born 3 May 2022". */
export function childInWords(child: Child, today: Temporal.PlainDate): string {
  const born = child.dateOfBirth === null ? '' : `, born ${dateInWords(child.dateOfBirth)}`
  return `${nameOf(child)}, ${ageInWords(child, today)}${born}`
}

/** "3 contacts in 12 months, the last on 3 Mar 2026", or "no earlier contact". */
export function contactsInWords({ contacts }: Pick<KnownChild, 'contacts'>, today: Temporal.PlainDate): string {
  const [latest] = contacts
  if (!latest) return 'no earlier contact'
  const yearAgo = today.subtract({ years: 1 }).toString()
  const recent = contacts.filter(({ receivedOn }) => receivedOn.toString() >= yearAgo).length
  const many =
    recent === 0
      ? `${count(contacts.length, 'contact')}, none in 12 months`
      : `${count(recent, 'contact')} in 12 months`
  return `${many}, the last on ${dateInWords(latest.receivedOn)}`
}
