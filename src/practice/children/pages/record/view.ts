import type { Temporal } from 'temporal-polyfill'
import { dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText, summaryList } from '#platform/govuk'
import { type Html, html, type Insert } from '#platform/html'
import { may, type Path, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import { nameOf } from '../../rules/names.ts'
import type { Allocation } from '../../store/allocations.ts'
import type { Child } from '../../store/children.ts'
import type { Address, OtherName, Service } from '../../store/details.ts'
import type { HouseholdMember } from '../../store/household.ts'
import type { Merge } from '../../store/merging.ts'
import { ethnicities, genders, nameKinds, needs, relations, serviceKinds } from '../../words.ts'
import { bornInWords } from '../parts/child-rows.ts'

interface Record {
  readonly child: Child
  /** What other areas say at the head of the record. */
  readonly heads: readonly Html[]
  readonly household: readonly HouseholdMember[]
  readonly siblings: readonly Child[]
  readonly names: readonly OtherName[]
  readonly identifiers: readonly { readonly system: string; readonly identifier: string }[]
  readonly addresses: readonly Address[]
  readonly services: readonly Service[]
  readonly allocations: readonly (Allocation & { readonly worker: string; readonly team: string })[]
  readonly merges: readonly Merge[]
  readonly today: Temporal.PlainDate
  readonly now: Temporal.Instant
  readonly user: User
}

export function recordView(record: Record): Html {
  const { child, user, merges, now } = record
  const { id: childId } = child
  return html`${record.heads}
${child.mergedInto !== null && insetText({ html: html`This record was merged. <a class="govuk-link" href="${paths.record({ childId: child.mergedInto })}">Open the record that goes on</a>.` })}
<div class="los-actions govuk-!-margin-bottom-6">${button({ text: 'Chronology', href: paths.chronology({ childId }) })}
${may(user, access.mergeChildren) && html`<a class="govuk-link" href="${paths.chooseMerge({ childId })}">Merge with another record</a>`}</div>
${identityOf(record)}
${section('Household', household(record), record, paths.addMember, 'Add a person')}
${section('Addresses', addresses(record), record, paths.addAddress, 'Add an address')}
${section('School, GP and others', services(record), record, paths.addService, 'Add one')}
${section('Allocated to', allocations(record), record, paths.allocate, 'Allocate')}
${merges.map(
  (merge) =>
    html`<p class="govuk-body">${merge.mergedReference} was merged into this record on ${whenInWords(merge.recordedAt, now)}: ${merge.reason}. ${may(user, access.mergeChildren) && html`<a class="govuk-link" href="${paths.undoMerge({ childId, mergeId: merge.id })}">Undo this merge</a>`}</p>`,
)}`
}

function identityOf({ child, names, identifiers, now, user }: Record): Html {
  const { id: childId } = child
  const words = (list: Readonly<{ [key: string]: string }>, key: string | null): string =>
    key === null ? 'Not known' : (list[key] ?? `${key} (not a known code)`)
  const others = names.map(
    (name) => `${[name.givenName, name.familyName].filter(Boolean).join(' ')} (${nameKinds[name.kind].toLowerCase()})`,
  )
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } })
  const rows = [
    row(
      'Reference',
      [child.reference, ...identifiers.map(({ system, identifier }) => `${identifier} (${system})`)].join(', '),
    ),
    row('Born', bornInWords(child, now)),
    row('Other names', others.length === 0 ? 'None recorded' : others.join(', ')),
    row('Gender', words(genders, child.gender)),
    row('Ethnicity', words(ethnicities, child.ethnicity)),
    row('Disability', child.hasDisability === null ? 'Not known' : child.hasDisability ? 'Yes' : 'No'),
    row('Primary need', words(needs, child.primaryNeed)),
  ]
  return html`${summaryList({ rows })}
${may(user, access.manageChildren) && html`<p class="govuk-body"><a class="govuk-link" href="${paths.change({ childId })}">Change who the child is recorded as</a> · <a class="govuk-link" href="${paths.addName({ childId })}">Add another name</a></p>`}`
}

const section = (
  heading: string,
  body: Insert,
  { child, user }: Record,
  add: Path<{ readonly childId: string }>,
  words: string,
): Html =>
  html`<section><h2 class="govuk-heading-m">${heading}</h2>${body}
${may(user, access.manageChildren) && html`<p class="govuk-body"><a class="govuk-link" href="${add({ childId: child.id })}">${words}<span class="govuk-visually-hidden"> (${heading.toLowerCase()})</span></a></p>`}</section>`

const list = (items: readonly Html[], none: string): Html =>
  items.length === 0
    ? html`<p class="govuk-body los-quiet">${none}</p>`
    : html`<ul class="govuk-list govuk-list--bullet">${items.map((item) => html`<li>${item}</li>`)}</ul>`

function household({ household: members, siblings, child, now }: Record): Html {
  const known = new Map(siblings.map((sibling) => [sibling.id, sibling]))
  const adults = members.filter(({ adultId }) => adultId !== null)
  const children = members.flatMap(({ childId }) =>
    childId === null || childId === child.id ? [] : (known.get(childId) ?? []),
  )
  return list(
    [
      ...adults.map(
        (adult) =>
          html`${adult.name ?? 'Name not known'}, ${wordFor(relations, adult.relation).toLowerCase()}${adult.hasParentalResponsibility === true && ', has parental responsibility'}${adult.phone !== null && `, ${adult.phone}`}`,
      ),
      ...children.map(
        (sibling) =>
          html`<a class="govuk-link" href="${paths.record({ childId: sibling.id })}">${nameOf(sibling)}</a>, ${bornInWords(sibling, now)}`,
      ),
    ],
    'Nobody recorded in this household yet.',
  )
}

const wordFor = (list: Readonly<{ [key: string]: string }>, key: string): string => list[key] ?? key

const addresses = ({ addresses: places }: Record): Html =>
  list(
    places.map(
      ({ lines, postcode, fromDay }) =>
        html`${lines}${postcode !== null && `, ${postcode}`}${fromDay !== null && `, from ${dateInWords(fromDay)}`}`,
    ),
    'No address recorded yet.',
  )

const services = ({ services: known }: Record): Html =>
  list(
    known.map(({ kind, name, phone }) => html`${serviceKinds[kind]}: ${name}${phone !== null && `, ${phone}`}`),
    'None recorded yet.',
  )

const allocations = ({ allocations: all }: Record): Html =>
  list(
    all.map(
      ({ worker, team, fromDay, toDay }) =>
        html`${worker}${team !== '' && `, ${team}`}, from ${dateInWords(fromDay)}${toDay !== null && ` to ${dateInWords(toDay)}`}`,
    ),
    'Not allocated.',
  )
