import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { fields, goTo, page, screen } from '#platform/http'
import { currentAllocations, listChildren, siblingsOf } from '#practice/children'
import { listPeople } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { checkBegun } from '../../rules/new-discussion.ts'
import { answerConcern, findConcern, lockConcern } from '../../store/concerns.ts'
import { routes } from '../../words.ts'
import { beginDiscussion, childrenMeant } from '../parts/begin.ts'
import { answeredMeanwhile, isWithoutDiscussion } from '../parts/concern.ts'
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
    const times = checkBegun(answers, now)
    if (!times.ok) return times
    const concern = asked.concern === undefined ? null : await lockConcern(tx, asked.concern)
    if (concern !== null && !isWithoutDiscussion(concern)) return answeredMeanwhile()
    const { children: _children, siblings: _siblings, ...typed } = answers
    const begun = await beginDiscussion(tx, {
      ...{ ...typed, concern, childIds: found.value },
      ...{ reasonableCauseBy: user.personId, decidedToHoldBy: user.personId },
    })
    if (!begun.ok) return begun
    const { id, reference } = begun.value
    if (concern !== null)
      await answerConcern(tx, concern, {
        kind: 'discussion',
        discussionId: id,
        answer: `A strategy discussion is due: ${reference}`,
      })
    return goTo(paths.discussion({ discussionId: id }), `${reference} is due`)
  },
})
