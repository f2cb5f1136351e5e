import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { type TestApp, testApp } from '#test/app'
import { type MadeOrganisation, makeOrganisation } from './made-organisation.ts'

export interface MadeApp extends TestApp {
  readonly made: MadeOrganisation
  /** Runs something in the authority with nobody signed in, as a job would. */
  within<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** The whole application with the small organisation of the tests in it. */
export async function madeApp(): Promise<MadeApp> {
  const app = await testApp()
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(app.database, asSystem(app.authorityId, 'test'), work)
  return { ...app, within, made: await within((tx) => makeOrganisation(tx)) }
}
