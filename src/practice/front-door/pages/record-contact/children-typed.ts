import type { FormState } from '#platform/http'
import { groupsTyped, retyped } from '../parts/retyped.ts'

/** A child as the form holds them between steps, still as typed. `id` is empty for a child who is to be added. */
export interface ListedChild {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly dateOfBirth: string
  readonly expectedDate: string
  readonly gender: string
}

const parts = ['id', 'givenName', 'familyName', 'dateOfBirth', 'expectedDate', 'gender'] as const

export const existing = (id: string): ListedChild => ({
  id,
  givenName: '',
  familyName: '',
  dateOfBirth: '',
  expectedDate: '',
  gender: '',
})

/** The children chosen so far, in order. */
export const readListed = (form: FormState): readonly ListedChild[] =>
  groupsTyped(form, 'child.').map((group) => readChild(form, `child.${group}.`))

/** The child being typed under "Add a new child". */
export const readNew = (form: FormState): ListedChild => ({ ...readChild(form, 'new.'), id: '' })

const readChild = (form: FormState, prefix: string): ListedChild => ({
  id: form.value(`${prefix}id`),
  givenName: form.value(`${prefix}givenName`).trim(),
  familyName: form.value(`${prefix}familyName`).trim(),
  dateOfBirth: form.value(`${prefix}dateOfBirth`).trim(),
  expectedDate: form.value(`${prefix}expectedDate`).trim(),
  gender: form.value(`${prefix}gender`),
})

/** The form with these children and none other. */
export function withListed(form: FormState, children: readonly ListedChild[]): FormState {
  const cleared = form.names('child.').map((name) => [name, null] as const)
  const listed = children.flatMap((child, place) =>
    parts.map((part) => [`child.${place}.${part}`, child[part]] as const),
  )
  return retyped(form, Object.fromEntries([...cleared, ...listed]))
}

/** The form with nothing left under "Add a new child" and in the search box. */
export const withoutSearch = (form: FormState): FormState =>
  retyped(
    form,
    Object.fromEntries(['search', 'searchBorn', ...parts.map((part) => `new.${part}`)].map((name) => [name, null])),
  )
