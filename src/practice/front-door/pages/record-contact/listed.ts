import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { count } from '#kernel/words'
import { type Html, html } from '#platform/html'
import { nameOf } from '#practice/children'
import type { Known, KnownChild } from '../../store/known.ts'
import { childInWords, contactsInWords } from '../parts/child-words.ts'
import { stepButton } from '../parts/step-button.ts'
import type { ListedChild } from './children-typed.ts'

/** "3 children, 1 new": those chosen so far, each with a button that takes them off again. */
export function listedView(
  listed: readonly ListedChild[],
  known: Known,
  { action, now }: { readonly action: string; readonly now: Temporal.Instant },
): Html {
  if (listed.length === 0) return html`<p class="govuk-body">No child added yet.</p>`
  const added = listed.filter(({ id }) => id === '').length
  const today = londonDate(now)
  return html`<p class="govuk-body"><strong>${count(listed.length, 'child', 'children')}${added > 0 && `, ${added} new`}</strong></p>
<ul class="los-chosen">${listed.map((child, place) => {
    const found = known.children.find((each) => each.child.id === child.id)
    const name = found ? nameOf(found.child) : newName(child)
    return html`<li class="los-chosen__item">${hidden(child, place)}<div>${
      found ? knownLine(found, today) : html`<strong>${name}</strong> ${newLine(child)}`
    }</div>${stepButton(action, `remove:${place}`, 'Remove', name)}</li>`
  })}</ul>`
}

const knownLine = (known: KnownChild, today: Temporal.PlainDate): Html =>
  html`<strong>${childInWords(known.child, today)}</strong><br>${known.child.reference} · ${contactsInWords(known, today)}${
    known.allocatedTo !== null && html`<br>Open to ${known.allocatedTo}`
  }`

const newName = ({ givenName, familyName }: ListedChild): string =>
  [givenName, familyName].filter((part) => part !== '').join(' ') || 'Child without a name'

const newLine = ({ dateOfBirth, expectedDate }: ListedChild): Html => {
  const born = dateOfBirth === '' ? '' : `, born ${dateOfBirth}`
  const due = expectedDate === '' ? '' : `, expected ${expectedDate}`
  return html`${born}${due} <span class="los-quiet">(new: added to the register with this contact)</span>`
}

const hidden = (child: ListedChild, place: number): readonly Html[] =>
  Object.entries(child).map(
    ([part, value]) => html`<input type="hidden" name="child.${place}.${part}" value="${value}">`,
  )
