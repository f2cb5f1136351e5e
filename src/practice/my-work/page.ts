import { z } from 'zod'
import { access, allows } from '#platform/access'
import { page, path, type Route, screen } from '#platform/http'
import type { MyWorkDeps, Named } from './deps.ts'
import { listFinished } from './finished.ts'
import { sortWork } from './rules.ts'
import { myWorkView } from './view.ts'

export const paths = { myWork: path('/') } as const

/** Everyone's home: what needs them now, soonest first, from every area. Managers can look at their team's instead. */
export const myWork = (deps: MyWorkDeps): Route =>
  page({
    path: paths.myWork,
    may: access.signedIn,
    query: z.object({ show: z.literal('team', { error: 'Show your own work, or your team’s' }).optional() }),
    async view({ tx, user, now, query }) {
      const team = await deps.teamOf(tx, user)
      const showsTeam = query.show === 'team' && team.length > 0
      const others = showsTeam ? team : await deps.coveredBy(tx, user)
      const people = [user.personId, ...others.map(({ id }) => id)]
      const found = await inTurn(deps.sources, (source) => source(tx, { user, people }))
      return screen({
        title: 'My work',
        width: 'full',
        body: myWorkView({
          user,
          now,
          work: sortWork(found.flat(), now),
          names: namesById([{ id: user.personId, name: user.name }, ...others]),
          team: team.length === 0 ? 'none' : showsTeam ? 'shown' : 'offered',
          starts: deps.starts.filter(({ may }) => allows(may, user.roles)),
          finished: showsTeam ? [] : await listFinished(tx, user.personId, deps.finished),
        }),
      })
    },
  })

/** One after the other: they share one transaction, which has one connection. */
async function inTurn<From, To>(each: readonly From[], ask: (one: From) => Promise<To>): Promise<readonly To[]> {
  const answers: To[] = []
  for (const one of each) answers.push(await ask(one))
  return answers
}

const namesById = (people: readonly Named[]): ReadonlyMap<string, string> =>
  new Map(people.map(({ id, name }) => [id, name]))
