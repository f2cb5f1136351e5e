import { asSystem } from '#platform/access'
import type { ImportAsked, Imported } from '#platform/area'
import type { Database } from '#platform/db'
import { type Tx, transact } from '#platform/transaction'

/** A dry run is undone by throwing what it found out of its transaction. */
class Undone extends Error {
  readonly imported: Imported
  constructor(imported: Imported) {
    super('undone')
    this.imported = imported
  }
}

/** Takes a file in one transaction; for a dry run it is done and undone, so that what it answers is what would happen. */
export async function takeOrUndo(
  database: Database,
  { authorityId, isDryRun, advance }: ImportAsked,
  take: (tx: Tx) => Promise<Imported>,
): Promise<Imported> {
  try {
    const imported = await transact(database, asSystem(authorityId, 'import'), async (tx) => {
      const all = await take(tx)
      if (isDryRun) throw new Undone(all)
      return all
    })
    await advance?.(1)
    return imported
  } catch (error) {
    if (error instanceof Undone) return error.imported
    throw error
  }
}
