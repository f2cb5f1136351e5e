import { type Checked, ok } from '#kernel/outcome'
import { asSystem } from '#platform/access'
import { gathering, type ImportAsked, type Imported } from '#platform/area'
import type { Database } from '#platform/db'
import type { TableFile } from '#platform/tables'
import { type Tx, transactOrUndo } from '#platform/transaction'
import { takeIncomingChildren } from '#practice/children'
import { caseSystem } from '#practice/front-door'
import { type TakenRows, takeAssessments, takeReferrals, takeSection47s } from '../store/take.ts'
import { readCensusChild, type UnderstoodChild } from './read-child.ts'
import { readCensus } from './read-file.ts'

/** Brings a children in need census in: referrals, assessments and section 47 enquiries, into the same records as Annex A. */
export async function importCensus(
  database: Database,
  file: TableFile,
  asked: ImportAsked,
): Promise<Checked<Imported>> {
  const found = gathering()
  const children: UnderstoodChild[] = []
  let rows = 0
  const read = await readCensus(
    file,
    (share) => asked.advance?.(share / 2),
    (census) => {
      const { understood, readings } = readCensusChild(census, { now: asked.now })
      rows += census.referrals.length + census.assessments.length + census.section47s.length
      for (const reading of readings) found.tell({ sheet: 'Child', row: census.place }, reading)
      if (readings[0]?.rejected.length === 0) children.push(understood)
    },
  )
  if (!read.ok) return read
  const { rejected, warnings } = found
  const account = { read: rows, rejected, warnings }
  if (rejected.length > 0 && !asked.takesValid) return ok({ ...account, taken: 0, unchanged: 0 })
  return ok(
    await transactOrUndo(database, asSystem(asked.authorityId, 'import'), asked, async (tx) => {
      const all = { ...account, ...(await takeChildren(tx, children)) }
      tx.trail.ran('case-records.census-imported', { read: all.read, taken: all.taken, rejected: rejected.length })
      if (!asked.isDryRun) await asked.settle?.(tx, all)
      return all
    }),
  )
}

async function takeChildren(tx: Tx, children: readonly UnderstoodChild[]): Promise<TakenRows> {
  const ids = await takeIncomingChildren(
    tx,
    caseSystem,
    children.map(({ child }) => child),
  )
  const rowsOf = <Told>(
    pick: (child: UnderstoodChild) => readonly { on: UnderstoodChild['referrals'][0]['on']; told: Told }[],
  ) =>
    children.flatMap((each) =>
      pick(each).map(({ on, told }) => ({ childId: ids.get(each.child.id) ?? '', onDay: on, told })),
    )
  const parts = [
    await takeReferrals(
      tx,
      rowsOf(({ referrals }) => referrals),
      'cin-census',
    ),
    await takeAssessments(
      tx,
      rowsOf(({ assessments }) => assessments),
      'cin-census',
    ),
    await takeSection47s(
      tx,
      rowsOf(({ section47s }) => section47s),
      'cin-census',
    ),
  ]
  const sum = (of: keyof TakenRows): number => parts.reduce((total, each) => total + each[of], 0)
  return { taken: sum('taken'), unchanged: sum('unchanged') }
}
