import type { FastifyInstance } from 'fastify'
import type { WorkingCalendar } from '#kernel/clock'
import { access } from '#platform/access'
import { accountsArea, passwordCheck, registerAccounts } from '#platform/accounts'
import { apiArea, registerApi } from '#platform/api'
import type { Area, FileKind } from '#platform/area'
import type { Config } from '#platform/config'
import type { Database } from '#platform/db'
import { buildServer } from '#platform/http'
import type { Job } from '#platform/jobs'
import { type LinkRoute, registerLinks } from '#platform/links'
import type { Log } from '#platform/log'
import { mailArea } from '#platform/mail'
import { webhookDocumentation, webhookSettings, webhooksArea } from '#platform/webhooks'
import { loadCalendar } from '#platform/working-calendar'
import { actionPaths, actionStates, actionsArea, actionsHead, listActionsFrom, recordAction } from '#practice/actions'
import { auditsArea } from '#practice/audits'
import { caseRecordsArea } from '#practice/case-records'
import { childrenArea } from '#practice/children'
import { frontDoorArea } from '#practice/front-door'
import { importsArea } from '#practice/imports'
import { measuresArea } from '#practice/measures'
import { type MeetingsDeps, meetingsArea } from '#practice/meetings'
import { type MyWorkDeps, myWorkArea } from '#practice/my-work'
import { listCover, listPeople, organisationArea } from '#practice/organisation'
import { processMapArea } from '#practice/process-map'
import { recordHead, restrictedRecordsArea } from '#practice/restricted-records'
import { sampleArea } from '#practice/sample'
import { discussionHead, strategyDiscussionsArea } from '#practice/strategy-discussions'
import { unusualReadingArea } from '#practice/unusual-reading'

/**
 * Puts the house together: the one file that names every area. Pages that gather from many areas (chronology, My work,
 * measures) import none of them; what each area publishes is collected here and handed in.
 */
export function listAreas(publicUrl: string, config: Partial<Config> = {}): readonly Area[] {
  const areas: Area[] = []
  const meetings = meetingsDeps(() => areas)
  const histories = () => areas.flatMap(({ history }) => (history ? [history] : []))
  areas.push(
    frontDoorArea({ histories }),
    caseRecordsArea(),
    strategyDiscussionsArea({ publicUrl, calendar: () => calendarNow(config) }),
    auditsArea(),
    childrenArea({ histories, heads: () => [recordHead, discussionHead, actionsHead] }),
    restrictedRecordsArea({ publicUrl }),
    unusualReadingArea(),
    actionsArea({ publicUrl, calendar: () => calendarNow(config) }),
    meetingsArea(meetings),
    organisationArea({ publicUrl }),
    mailArea(config.mail ?? null, publicUrl),
    accountsArea(),
  )
  const events = areas.flatMap((area) => area.events ?? [])
  const routes = areas.flatMap((area) => area.api ?? [])
  areas.push(
    apiArea({ routes, publicUrl, parts: [webhookDocumentation(events)] }),
    webhooksArea({ events, settings: webhookSettings({ ...config, publicUrl }) }),
  )
  const measures = areas.flatMap((area) => area.measures ?? [])
  const processMap = processMapArea(areas.flatMap(({ processEvents }) => processEvents ?? []))
  const thread = new URL('./process/import-thread.ts', import.meta.url)
  const imports = importsArea(listFileKinds(areas), thread)
  return [
    myWorkArea(myWorkOf([...areas, processMap])),
    ...areas,
    imports,
    measuresArea(measures),
    processMap,
    sampleArea(meetings),
  ]
}

/** What meetings are given of the other areas: what they agree becomes an action, and their packs are gathered from all. */
export const meetingsDeps = (areas: () => readonly Area[]): MeetingsDeps => ({
  actions: meetingActions,
  trailRoot: async () => null,
  packSources: () => areas().flatMap(({ pack }) => (pack ? [pack] : [])),
})

/** The working calendar as it stands: bank holidays may have been imported since the process started. */
async function calendarNow({ calendarFile }: Partial<Config>): Promise<WorkingCalendar> {
  const calendar = await loadCalendar(calendarFile ?? undefined)
  if (!calendar.ok) throw new Error(calendar.problems.map(({ message }) => message).join(' '))
  return calendar.value
}

/** What a meeting agrees goes into the register of actions. */
const meetingActions: MeetingsDeps['actions'] = {
  recordAction,
  listActionsFrom: async (tx, from) =>
    (await listActionsFrom(tx, from)).map((action) => ({
      id: action.id,
      what: action.what,
      ownerName: action.ownerWords,
      ownerAgencyId: action.ownerAgencyId,
      dueOn: action.dueOn,
      state: actionStates[action.state],
      href: actionPaths.action({ actionId: action.id }),
    })),
}

/** The kinds of files that can be brought in. */
export const listFileKinds = (areas: readonly Area[]): readonly FileKind[] => areas.flatMap(({ files }) => files ?? [])

/** My work gathers what every area puts on somebody's list; who answers for whom, the organisation knows. */
const myWorkOf = (areas: readonly Area[]): MyWorkDeps => ({
  sources: areas.flatMap(({ work }) => (work ? [work] : [])),
  finished: Object.assign({}, ...areas.map(({ finished }) => finished ?? {})),
  teamOf: (tx, user) => listPeople(tx, { lineManagerId: user.personId, employer: 'own' }),
  coveredBy: async (tx, user) => {
    const cover = await listCover(tx, { personId: user.personId, from: tx.now, to: tx.now })
    return cover
      .filter(({ coveredBy }) => coveredBy === user.personId)
      .map(({ personId, personName }) => ({ id: personId, name: personName }))
  },
  starts: [
    { text: 'Record a contact', href: '/contacts/record', may: access.recordContacts },
    { text: 'Raise a concern about a child', href: '/partner/concerns/new', may: access.partnerPages },
  ],
})

/** What links open without signing in. */
export const listLinkRoutes = (areas: readonly Area[]): readonly LinkRoute[] =>
  areas.flatMap(({ links }) => links ?? [])

export const listJobs = (areas: readonly Area[]): readonly Job[] => areas.flatMap(({ jobs }) => jobs ?? [])

export interface AppDeps {
  readonly database: Database
  readonly calendar: WorkingCalendar
  readonly log: Log
  readonly config: Pick<Config, 'publicUrl' | 'trustProxy' | 'sessionIdleMinutes' | 'sessionAbsoluteMinutes'> &
    Partial<Pick<Config, 'secondFactorKey'>>
}

/** The whole web application, listening to nothing yet. */
export async function buildApp(deps: AppDeps, areas: readonly Area[]): Promise<FastifyInstance> {
  const navigation = areas.flatMap((area) => area.navigation ?? [])
  const routes = areas.flatMap(({ pages }) => pages)
  const server = { ...deps, navigation, checkPassword: passwordCheck(deps.database) }
  const api = areas.flatMap((area) => area.api ?? [])
  return buildServer(server, routes, async (app) => {
    registerAccounts(app, server)
    await registerApi(app, deps, api)
    await registerLinks(app, server, listLinkRoutes(areas))
  })
}
