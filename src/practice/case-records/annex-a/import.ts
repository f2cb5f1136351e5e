import { type Checked, ok } from '#kernel/outcome'
import { asSystem } from '#platform/access'
import type { ImportAsked, Imported } from '#platform/area'
import type { Database } from '#platform/db'
import type { TableFile } from '#platform/tables'
import { type Tx, transactOrUndo } from '#platform/transaction'
import { takeIncomingChildren } from '#practice/children'
import { caseSystem, takeListedContacts } from '#practice/front-door'
import { type TakenRows, type ToldOf, takeAssessments, takeReferrals, takeSection47s } from '../store/take.ts'
import { readAnnexAFile } from './read-file.ts'
import type { AnnexARow } from './row.ts'

/** Brings an Annex A workbook in, or one of its lists as a CSV: contacts as history, the others as what the case system says. */
export async function importAnnexA(
  database: Database,
  file: TableFile,
  asked: ImportAsked,
): Promise<Checked<Imported>> {
  const read = await readAnnexAFile(file, {
    now: asked.now,
    map: asked.map,
    advance: (share) => asked.advance?.(share / 2),
  })
  if (!read.ok) return read
  const { rows, rejected, warnings } = read.value
  const found = { read: read.value.read, rejected, warnings }
  if (rejected.length > 0 && !asked.takesValid) return ok({ ...found, taken: 0, unchanged: 0 })
  return ok(
    await transactOrUndo(database, asSystem(asked.authorityId, 'import'), asked, async (tx) => {
      const all = { ...found, ...(await takeRows(tx, rows)) }
      tx.trail.ran('case-records.annex-a-imported', { read: all.read, taken: all.taken, rejected: rejected.length })
      if (!asked.isDryRun) await asked.settle?.(tx, all)
      return all
    }),
  )
}

async function takeRows(tx: Tx, rows: readonly AnnexARow[]): Promise<TakenRows> {
  const ids = await takeIncomingChildren(
    tx,
    caseSystem,
    rows.map(({ child }) => child),
  )
  const childOf = ({ child }: AnnexARow): string => ids.get(child.id) ?? ''
  const contacts = rows.flatMap((row) =>
    row.list === 'contact' ? [{ childId: childOf(row), on: row.on, source: row.source }] : [],
  )
  const toldOf = <Row extends AnnexARow & { readonly told: object }>(row: Row): ToldOf<Row['told']> => ({
    childId: childOf(row),
    onDay: row.on,
    told: row.told,
  })
  const taken = await takeListedContacts(tx, contacts)
  const others = [
    await takeReferrals(
      tx,
      rows.flatMap((row) => (row.list === 'referral' ? [toldOf(row)] : [])),
      'annex-a',
    ),
    await takeAssessments(
      tx,
      rows.flatMap((row) => (row.list === 'assessment' ? [toldOf(row)] : [])),
      'annex-a',
    ),
    await takeSection47s(
      tx,
      rows.flatMap((row) => (row.list === 'section-47' ? [toldOf(row)] : [])),
      'annex-a',
    ),
  ]
  const sum = (of: keyof TakenRows): number => others.reduce((total, each) => total + each[of], 0)
  return { taken: taken + sum('taken'), unchanged: contacts.length - taken + sum('unchanged') }
}
