import { londonDate } from '#kernel/clock'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import type { Html } from '#platform/html'
import { page, type Route, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { findPerson, listTeams } from '#practice/organisation'
import type { ChildrenDeps } from '../../area.ts'
import { paths } from '../../paths.ts'
import { nameOf } from '../../rules/names.ts'
import { type Allocation, listAllocations } from '../../store/allocations.ts'
import { findChild, listChildren } from '../../store/children.ts'
import { listAddresses, listIdentifiers, listOtherNames, listServices } from '../../store/details.ts'
import { listHouseholds } from '../../store/household.ts'
import { listMerges } from '../../store/merging.ts'
import { recordView } from './view.ts'

export const recordPage = ({ heads }: ChildrenDeps): Route =>
  page({
    path: paths.record,
    may: access.readRecords,
    async view({ tx, params: { childId }, now, user }) {
      const child = await findChild(tx, childId)
      if (child === null) return missing('child')
      const said: Html[] = []
      for (const head of heads()) {
        const words = await head(tx, { child, user, now })
        if (words !== null) said.push(words)
      }
      const household = await listHouseholds(tx, [childId])
      const others = household.flatMap((member) =>
        member.childId === null || member.childId === childId ? [] : [member.childId],
      )
      const allocations = await listAllocations(tx, [childId])
      const body = recordView({
        child,
        heads: said,
        household,
        siblings: await listChildren(tx, [...new Set(others)]),
        names: await listOtherNames(tx, childId),
        identifiers: await listIdentifiers(tx, childId),
        addresses: await listAddresses(tx, childId),
        services: await listServices(tx, childId),
        allocations: await named(tx, allocations),
        merges: await listMerges(tx, childId),
        today: londonDate(now),
        now,
        user,
      })
      return screen({ title: nameOf(child), back: { href: paths.find({}), text: 'Find a child' }, width: 'full', body })
    },
  })

/** Allocations with the names of the worker and the team. */
async function named(tx: Tx, allocations: readonly Allocation[]) {
  const teams = new Map((await listTeams(tx)).map(({ id, name }) => [id, name]))
  return Promise.all(
    allocations.map(async (allocation) => ({
      ...allocation,
      worker:
        allocation.workerId === null
          ? (allocation.workerText ?? '')
          : ((await findPerson(tx, allocation.workerId))?.name ?? ''),
      team: allocation.teamId === null ? '' : (teams.get(allocation.teamId) ?? ''),
    })),
  )
}
