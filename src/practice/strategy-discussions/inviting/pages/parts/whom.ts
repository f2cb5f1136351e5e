import { z } from 'zod'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields } from '#platform/http'
import { pickOf, textInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { type Agency, listAgencies, listPeople, type Person } from '#practice/organisation'
import { isAddress } from '../../rules/answering.ts'
import type { NewInvitation } from '../../store/invitations.ts'

/** Whom somebody chose to ask: a desk, a person who signs in, or one who is only named. */
export type Whom = Pick<
  NewInvitation,
  'agencyId' | 'agencyName' | 'isToDesk' | 'personId' | 'name' | 'email' | 'telephone'
>

export interface WhomOption {
  readonly value: string
  readonly text: string
  readonly kind: Agency['kind'] | 'own'
  readonly whom: Whom
}

const typed = (maximum: number) => fields.optionalText(maximum).transform((text) => text ?? '')

/** What is typed about whom to ask, under one prefix. */
export const whomForm = z
  .object({ to: typed(100), name: typed(200), email: typed(200), telephone: typed(50) })
  .default({ to: '', name: '', email: '', telephone: '' })
export type TypedWhom = z.infer<typeof whomForm>

/** Everybody who can be chosen: each agency's desk, their people who sign in, and our own staff. */
export async function listWhom(tx: Tx): Promise<readonly WhomOption[]> {
  const agencies = await listAgencies(tx)
  const people = await listPeople(tx)
  const kinds = new Map(agencies.map((agency) => [agency.id, agency.kind]))
  return [
    ...agencies.map(deskOption),
    ...people.flatMap((person) => personOption(person, person.agencyId === null ? 'own' : kinds.get(person.agencyId))),
  ]
}

const deskOption = ({ id, name, kind, deskName, deskEmail, deskTelephone }: Agency): WhomOption => ({
  value: `desk:${id}`,
  text: `${name}: ${deskName || 'their desk'}${deskEmail === '' && deskTelephone === '' ? ' (no address known)' : ''}`,
  kind,
  whom: {
    agencyId: id,
    agencyName: name,
    isToDesk: true,
    personId: null,
    name: deskName,
    email: deskEmail,
    telephone: deskTelephone,
  },
})

function personOption(person: Person, kind: WhomOption['kind'] | undefined): readonly WhomOption[] {
  if (kind === undefined) return []
  const { id, name, jobTitle, email, telephone, agencyId, agencyName } = person
  const text = [name, jobTitle, ...(agencyName === null ? [] : [agencyName])].filter((part) => part !== '').join(', ')
  const whom = { agencyId, agencyName: agencyName ?? '', isToDesk: false, personId: id, name, email, telephone }
  return [{ value: `person:${id}`, text, kind, whom }]
}

/** A list to choose from, and below it the name and addresses of somebody who is not in it. */
export function whomQuestions(
  form: FormState,
  { prefix, label, hint, fallback }: { prefix: string; label: string; hint?: string; fallback?: Partial<TypedWhom> },
  options: readonly WhomOption[],
): Html {
  const name = (part: string): string => `${prefix}.${part}`
  const isOpen = ['name', 'email', 'telephone'].some(
    (part) => form.value(name(part), fallback?.[part as 'name']) !== '' || form.error(name(part)) !== undefined,
  )
  return html`${pickOf(
    form,
    { name: name('to'), label, ...(hint === undefined ? {} : { hint }), fallback: fallback?.to ?? '' },
    options,
    'Somebody named below',
  )}
${details({
  summaryText: 'Somebody who is not in the list',
  open: isOpen,
  html: html`${textInput(form, { name: name('name'), label: 'Name and what they do', fallback: fallback?.name ?? '' }, { classes: 'govuk-input--width-20' })}
${textInput(form, { name: name('email'), label: 'Email', hint: 'Without one they are asked by telephone.', fallback: fallback?.email ?? '' }, { type: 'email', classes: 'govuk-input--width-20', spellcheck: false })}
${textInput(form, { name: name('telephone'), label: 'Telephone', fallback: fallback?.telephone ?? '' }, { type: 'tel', classes: 'govuk-input--width-10' })}`,
})}`
}

/** Whom the answers under a prefix mean. A named person belongs to the agency that alone is of its kind, if one is. */
export function readWhom(
  given: TypedWhom,
  prefix: string,
  options: readonly WhomOption[],
  missing: string,
): Checked<Whom> {
  if (given.name !== '') {
    if (given.email !== '' && !isAddress(given.email))
      return invalid({ field: `${prefix}.email`, message: 'Enter an email address, such as name@agency.example' })
    const desks = options.filter(({ whom }) => whom.isToDesk)
    const [only] = desks.length === 1 ? desks : []
    return ok({
      agencyId: only?.whom.agencyId ?? null,
      agencyName: only?.whom.agencyName ?? '',
      isToDesk: false,
      personId: null,
      name: given.name,
      email: given.email.toLowerCase(),
      telephone: given.telephone,
    })
  }
  if (given.email !== '' || given.telephone !== '')
    return invalid({ field: `${prefix}.name`, message: 'Say whose address this is' })
  const chosen = options.find(({ value }) => value === given.to)
  return chosen === undefined ? invalid({ field: `${prefix}.to`, message: missing }) : ok(chosen.whom)
}

/** The desk, where an authority has one agency of this kind. */
export function onlyDesk(options: readonly WhomOption[]): Partial<TypedWhom> {
  const desks = options.filter(({ whom }) => whom.isToDesk)
  return desks.length === 1 ? { to: desks[0]?.value ?? '' } : {}
}
