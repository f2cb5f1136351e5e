import { conflict, type Failure, invalid, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { goTo, page, type Submitted, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { namesOf } from '#practice/organisation'
import { paths } from '../../../paths.ts'
import { type Discussion, findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { states } from '../../../words.ts'
import { holdDiscussion } from '../../hold.ts'
import { meetingPaths } from '../../paths.ts'
import { findPlanned } from '../../store/asked.ts'
import { backTo } from '../parts/back.ts'
import { listPossibleChairs, listPossibleMinuteTakers } from '../parts/people.ts'
import { type HeldAnswers, heldForm } from './form.ts'
import { type HoldView, holdView } from './view.ts'

/** Records that a discussion was held: when, how, who chaired it. */
export const holdPage = page({
  path: meetingPaths.hold,
  may: access.recordDiscussions,
  form: heldForm,
  draft: true,
  async view({ tx, params, form, user }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (discussion.state !== 'due' && !form.wasTyped) return notDue(tx, discussion)
    return screen({
      title: `Record that ${discussion.reference} was held`,
      back: backTo(discussion),
      body: holdView({ form, held: null, ...(await choices(tx, discussion, user)) }),
    })
  },
  async submit(sent) {
    const discussion = await lockDiscussion(sent.tx, sent.params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (discussion.state !== 'due') return notDue(sent.tx, discussion)
    return held(sent, discussion)
  },
})

/** Corrects when or how it was held, in the place of what was recorded. */
export const correctHeldPage = page({
  path: meetingPaths.correctHeld,
  may: access.recordDiscussions,
  form: heldForm,
  draft: true,
  async view({ tx, params, form, user }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (discussion.state !== 'held') return notHeld(discussion)
    return screen({
      title: `Correct how ${discussion.reference} was held`,
      back: backTo(discussion),
      body: holdView({ form, held: discussion.settlement, ...(await choices(tx, discussion, user)) }),
    })
  },
  async submit(sent) {
    const discussion = await lockDiscussion(sent.tx, sent.params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    if (discussion.state !== 'held') return notHeld(discussion)
    if (sent.answers.reason === '') return invalid({ field: 'reason', message: 'Say why it is corrected' })
    return held(sent, discussion)
  },
})

async function choices(tx: Tx, discussion: Discussion, user: User): Promise<Omit<HoldView, 'form' | 'held'>> {
  return {
    planned: await findPlanned(tx, discussion.id),
    isEmergency: discussion.isEmergency,
    chairs: await listPossibleChairs(tx),
    minuteTakers: await listPossibleMinuteTakers(tx, user),
  }
}

async function held(
  { tx, answers, calendar }: Submitted<{ readonly discussionId: string }, unknown, HeldAnswers>,
  discussion: Discussion,
) {
  const wasHeld = await holdDiscussion(tx, discussion, answers, calendar)
  if (!wasHeld.ok) return wasHeld
  const { departures, fullMeeting } = wasHeld.value
  const said = [
    discussion.state === 'held' ? 'How it was held is corrected.' : 'It is recorded as held.',
    ...(departures.length > 0 ? ['A team manager is asked to confirm the chair.'] : []),
    ...(fullMeeting === null ? [] : [`The full meeting ${fullMeeting.reference} is due.`]),
    ...(fullMeeting !== null && !answers.isEmergencyCall ? ['Cancel it there if it is not needed.'] : []),
  ]
  return goTo(paths.discussion({ discussionId: discussion.id }), said.join(' '))
}

/** Who recorded what became of it, and what can be done now. */
async function notDue(tx: Tx, { reference, state, settlement }: Discussion): Promise<Failure> {
  if (settlement === null) throw new Error(`a discussion that is ${state} has no settlement`)
  const { personId, personName, happenedAt } = settlement
  const names = await namesOf(tx, personId === null ? [] : [personId])
  const who = names.get(personId ?? '') ?? (personName || 'Somebody')
  const what = state === 'held' ? `held ${whenInWords(happenedAt, tx.now)}` : states[state].toLowerCase()
  return conflict(
    `${who} has already recorded ${reference} as ${what}.`,
    state === 'held'
      ? 'Nothing was recorded twice. If its times or the chair are wrong, open the discussion and correct how it was held.'
      : 'If it was held after all, reconvene it from its page.',
  )
}

const notHeld = ({ reference }: Discussion): Failure =>
  conflict(`${reference} is not recorded as held.`, 'Record that it was held first.')
