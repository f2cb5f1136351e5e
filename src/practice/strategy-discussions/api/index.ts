import { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { ok } from '#kernel/outcome'
import { type ApiRoute, apiRoute, type Scope } from '#platform/api'
import { attempt, type Tx } from '#platform/transaction'
import { attendanceExamples, batchExamples, discussionExamples, dueExamples } from './examples.ts'
import { attendedOf, listDue, type Teller } from './find.ts'
import {
  attendanceBody,
  batchAnswer,
  batchBody,
  discussionAnswer,
  discussionBody,
  dueAnswer,
  dueQuery,
} from './schemas.ts'
import { type TakenDiscussion, takeDiscussion } from './take.ts'
import { takeAttendance } from './take-attendance.ts'

const perPage = 100

export interface DiscussionsApiDeps {
  readonly calendar: () => Promise<WorkingCalendar>
}

/** What the case system may tell of strategy discussions and ask. */
export const discussionsApi = ({ calendar }: DiscussionsApiDeps): readonly ApiRoute[] => [
  apiRoute({
    method: 'POST',
    path: '/strategy-discussions',
    scope: 'discussions:write',
    summary: 'Tell of a strategy discussion',
    description:
      'A discussion that is due, and as far as it has come: arranged, held, with its record and an outcome for each child. Told again with the same number it changes nothing, or appends what is new; what was recorded in Line of Sight stays, and is answered with 409. One that is likely the same as another is answered with 409 too, which names it.',
    body: discussionBody,
    answer: discussionAnswer,
    examples: discussionExamples,
    async handle({ tx, scopes, body }) {
      const taken = await takeDiscussion(tx, body, teller(scopes), await calendar())
      if (!taken.ok) return taken
      const { isNew } = taken.value
      return ok({ status: isNew ? 201 : 200, body: await answered(tx, body.discussionId, taken.value) })
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/strategy-discussions/batch',
    scope: 'discussions:write',
    summary: 'Tell of several strategy discussions',
    description:
      'Each discussion stands or falls for itself: those that can be taken are, the others are answered with their errors, in the order sent.',
    body: batchBody,
    answer: batchAnswer,
    examples: batchExamples,
    async handle({ tx, scopes, body }) {
      const results: unknown[] = []
      const days = await calendar()
      for (const [index, each] of body.discussions.entries())
        results.push({ index, ...(await oneOfMany(tx, index, each, teller(scopes), days)) })
      return ok({ status: 200, body: { results } })
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/strategy-discussions/{discussionId}/attendance',
    scope: 'discussions:write',
    summary: 'Tell who attended a strategy discussion',
    description:
      'One for each person or agency of a discussion that was held. Only attended counts among the three partners. Somebody told of again is the same by partner and name.',
    body: attendanceBody,
    answer: discussionAnswer,
    examples: attendanceExamples,
    async handle({ tx, scopes, params, body }) {
      const discussionId = params['discussionId'] ?? ''
      const taken = await takeAttendance(tx, discussionId, body, teller(scopes))
      if (!taken.ok) return taken
      return ok({ status: taken.value.isNew ? 201 : 200, body: await answered(tx, discussionId, taken.value) })
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/strategy-discussions',
    scope: 'discussions:read',
    summary: 'List strategy discussions that are due',
    description: `Soonest due first, ${perPage} on a page. No name and no worry: what is due, and until when.`,
    query: dueQuery,
    answer: dueAnswer,
    examples: dueExamples,
    async handle({ tx, scopes, query }) {
      const due = await listDue(tx, { ...teller(scopes), page: query.page, perPage })
      const discussions = due.map(({ discussionId, reference, reasonableCauseAt, dueAt, startsAt, children }) => ({
        ...{ discussionId, reference, children },
        reasonableCauseAt: reasonableCauseAt.toString(),
        dueAt: dueAt.toString(),
        isLapsed: Temporal.Instant.compare(dueAt, tx.now) < 0,
        startsAt: startsAt?.toString() ?? null,
      }))
      return ok({ status: 200, body: { discussions, page: query.page, total: due[0]?.total ?? 0 } })
    },
  }),
]

const teller = (scopes: readonly Scope[]): Teller => ({ maySeeRestricted: scopes.includes('contacts:restricted') })

async function oneOfMany(tx: Tx, index: number, given: unknown, by: Teller, calendar: WorkingCalendar) {
  const read = discussionBody.safeParse(given)
  if (!read.success)
    return { errors: read.error.issues.map(({ path, message }) => pointed(index, path.join('/'), message)) }
  const taken = await attempt(tx, (own) => takeDiscussion(own, read.data, by, calendar))
  if (taken.ok) return { discussion: await answered(tx, read.data.discussionId, taken.value) }
  if (taken.kind === 'invalid')
    return { errors: taken.problems.map(({ field, message }) => pointed(index, field.replaceAll('.', '/'), message)) }
  return {
    errors: [
      pointed(index, '', taken.kind === 'conflict' ? `${taken.message} ${taken.possible}` : 'It cannot be taken.'),
    ],
  }
}

const pointed = (index: number, path: string, detail: string) => ({
  pointer: path === '' ? `/discussions/${index}` : `/discussions/${index}/${path}`,
  detail,
})

async function answered(tx: Tx, discussionId: string, { discussion, isHidden }: TakenDiscussion) {
  return {
    discussionId,
    reference: isHidden ? discussionId : discussion.reference,
    state: isHidden ? 'due' : discussion.state,
    dueAt: discussion.dueAt.toString(),
    attended: isHidden ? [] : await attendedOf(tx, discussion.id),
  }
}
