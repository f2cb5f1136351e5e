import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { type Checked, type Invalid, invalid, ok } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { fields, goTo, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { currentAllocations, findChildrenByReference, listChildren, siblingsOf } from '#practice/children'
import { findTeam, listPeople, readSettings } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { heldBy } from '../../rules/limits.ts'
import { checkBegun } from '../../rules/new-discussion.ts'
import { answerConcern, findConcern } from '../../store/concerns.ts'
import { recordDiscussion } from '../../store/record-discussions.ts'
import { type LikelySame, listLikelySame } from '../../store/same.ts'
import { routes } from '../../words.ts'
import { newView } from './view.ts'

const query = z.object({
  child: z.uuid('That is not a child').optional(),
  concern: z.uuid('That is not a concern').optional(),
})

const form = z.object({
  children: fields.text('Enter the reference of each child, such as CH-1042', 500),
  siblings: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat())),
  route: fields.choice(keysOf(routes), 'Say whether the case was already open'),
  reasonableCauseAt: fields.dateTime('Say when there was reasonable cause'),
  reasonableCause: fields.text('Say why there is reasonable cause to suspect significant harm', 4000),
  decidedToHoldAt: fields.dateTime('Say when it was decided to hold a discussion'),
  isEmergency: fields.ticked,
  allocatedWorkerId: fields.optionalId('Choose the allocated worker from the list'),
  notTheSameBecause: fields.optionalText(1000),
})
type Answers = z.infer<typeof form>

/** A discussion is due: about which children, since when and why. From a child's record, from a concern, or from nothing. */
export const newPage = page({
  path: paths.new,
  may: access.workDiscussions,
  query,
  form,
  draft: true,
  async view({ tx, query: asked, form: typed, now }) {
    const concern = asked.concern === undefined ? null : await findConcern(tx, asked.concern)
    const [child = null] = asked.child === undefined ? [] : await listChildren(tx, [asked.child])
    const siblings = child === null ? [] : await listChildren(tx, await siblingsOf(tx, [child.id]))
    const allocation =
      child === null ? undefined : (await currentAllocations(tx, [child.id], londonDate(now))).get(child.id)
    const workers = await listPeople(tx, { employer: 'own', anyRole: ['duty-social-worker'] })
    return screen({
      title: 'A strategy discussion is due',
      back: { href: concern === null ? paths.list({}) : paths.concern({ concernId: concern.id }) },
      body: newView({ form: typed, child, siblings, workerId: allocation?.workerId ?? null, concern, workers, now }),
    })
  },
  async submit({ tx, query: asked, answers, user, now }) {
    const found = await childrenMeant(tx, answers)
    if (!found.ok) return found
    const begun = checkBegun(answers, now)
    if (!begun.ok) return begun
    const same = await listLikelySame(tx, found.value, answers.reasonableCauseAt)
    if (same.length > 0 && answers.notTheSameBecause === null) return enteredAlready(same)
    const concern = asked.concern === undefined ? null : await findConcern(tx, asked.concern)
    const { route, reasonableCauseAt, reasonableCause, decidedToHoldAt, isEmergency } = answers
    const { id, reference } = await recordDiscussion(tx, {
      ...{ route, reasonableCauseAt, reasonableCause, decidedToHoldAt, isEmergency },
      ...(await whose(tx, found.value, answers, now)),
      origin: concern === null ? 'open-case' : 'concern',
      concernId: concern?.id ?? null,
      children: (await listChildren(tx, found.value)).map((child) => ({
        childId: child.id,
        hasDisability: child.hasDisability,
      })),
      reasonableCauseBy: user.personId,
      decidedToHoldBy: user.personId,
      dueAt: heldBy(answers.reasonableCauseAt, await readSettings(tx)),
      notTheSameBecause: answers.notTheSameBecause ?? '',
    })
    if (concern !== null)
      await answerConcern(tx, concern, {
        kind: 'discussion',
        discussionId: id,
        answer: `A strategy discussion is due: ${reference}`,
      })
    return goTo(paths.discussion({ discussionId: id }), `${reference} is due`)
  },
})

/** The children named by their references, and the ticked ones of their household. */
async function childrenMeant(tx: Tx, { children, siblings }: Answers): Promise<Checked<readonly string[]>> {
  const references = children
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
  const found = await findChildrenByReference(tx, references)
  const unknown = references.filter((reference) => !found.has(reference))
  if (unknown.length > 0)
    return invalid({
      field: 'children',
      message: `There is no record ${unknown.join(', ')}. Find the child and copy the reference from the record`,
    })
  const also = await listChildren(tx, siblings)
  return ok([...new Set([...found.values(), ...also.map(({ id }) => id)])])
}

/** The team and area that the work belongs to: the allocated worker's, or the first child's allocation. */
async function whose(tx: Tx, childIds: readonly string[], { allocatedWorkerId }: Answers, now: Temporal.Instant) {
  const allocations = await currentAllocations(tx, childIds, londonDate(now))
  const allocation = childIds.map((id) => allocations.get(id)).find((each) => each !== undefined)
  const [worker] = allocatedWorkerId === null ? [] : await listPeople(tx, { ids: [allocatedWorkerId] })
  const teamId = worker?.teamId ?? allocation?.teamId ?? null
  const team = teamId === null ? null : await findTeam(tx, teamId)
  return { teamId, areaId: team?.areaId ?? allocation?.areaId ?? null, allocatedWorkerId }
}

/** The same meeting entered twice is counted twice, and its partners are chased twice. */
export const enteredAlready = (same: readonly LikelySame[]): Invalid =>
  invalid({
    field: 'notTheSameBecause',
    message: `${same.map(({ reference }) => reference).join(', ')} is about one of these children at about the same time. If this is another discussion, say why`,
  })
