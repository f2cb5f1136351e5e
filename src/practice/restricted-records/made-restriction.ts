import assert from 'node:assert/strict'
import { asSystem, type Role } from '#platform/access'
import { hashPassword } from '#platform/accounts'
import { type Tx, transact } from '#platform/transaction'
import { addChild } from '#practice/children'
import type { TestApp, Visitor } from '#test/app'

export const password = 'three random words'

/** A restricted child for tests, whom only the guardian and those named may open. */
export interface MadeRestriction {
  readonly childId: string
  readonly record: string
  readonly reference: string
}

/** What tests of restricted records do again and again, on an application of their own. */
export function restrictedFor({ database, authorityId, signIn }: TestApp) {
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(database, asSystem(authorityId, 'test'), work)
  return {
    within,
    /** Somebody who can sign in again, because they have a password. */
    async withPassword(...roles: readonly Role[]): Promise<Visitor> {
      const visitor = await signIn(...roles)
      const passwordHash = await hashPassword(password)
      await within((tx) =>
        tx.sql.updateTable('platform.account').set({ passwordHash }).where('id', '=', visitor.personId).execute(),
      )
      return visitor
    },
    /** A child added and restricted through the page. */
    async restricted(
      by: Visitor,
      guardian: Visitor,
      readers: readonly Visitor[] = [],
      child: Parameters<typeof addChild>[1] = { givenName: 'Ottoline', familyName: 'Fairweather' },
    ): Promise<MadeRestriction> {
      const childId = await within((tx) => addChild(tx, child))
      const record = `/children/${childId}`
      const reference = /CH-\d+/.exec((await by.get(record)).body)?.[0] ?? ''
      const sent = await by.send(`${record}/restriction`, {
        category: 'staff-or-relative',
        guardianId: guardian.personId,
        readers: readers.map(({ personId }) => personId),
        reason: 'Child of a member of staff',
      })
      assert.equal(sent.statusCode, 303, sent.body)
      return { childId, record, reference }
    },
    /** Sends the form that breaks the glass. */
    breakGlass: (who: Visitor, answers: Readonly<Record<string, string>>) =>
      who.send('/children/break-glass', {
        reference: '',
        name: '',
        dateOfBirth: '',
        reasonKind: 'danger-now',
        reason: 'The police are at the door with them',
        _password: password,
        ...answers,
      }),
  }
}
