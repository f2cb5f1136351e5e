import { type Invalid, invalid } from '#kernel/outcome'
import { access } from '#platform/access'
import type { Tx } from '#platform/transaction'
import { listPeople, type Person } from '#practice/organisation'
import { chairRoles } from '../../../meeting/rules/chair.ts'

/** Team managers and above: who authorises that an enquiry ends, or that no conference is required. */
export const listAuthorisers = (tx: Tx): Promise<readonly Person[]> =>
  listPeople(tx, { employer: 'own', anyRole: chairRoles })

/** Those who can look at an interim plan: staff who work on discussions. */
export const listCheckers = (tx: Tx): Promise<readonly Person[]> =>
  listPeople(tx, { employer: 'own', anyRole: [...access.workDiscussions.roles] })

export const listMinuteTakers = (tx: Tx): Promise<readonly Person[]> => listPeople(tx, { role: 'minute-taker' })

export const asOptions = (people: readonly Person[]) =>
  people.map(({ id, name, jobTitle }) => ({ value: id, text: jobTitle === '' ? name : `${name}, ${jobTitle}` }))

/** Somebody sent by a form is one of those it offered. */
export const unlessOneOf = (people: readonly Person[], id: string, field: string, message: string): Invalid | null =>
  people.some((person) => person.id === id) ? null : invalid({ field, message })
