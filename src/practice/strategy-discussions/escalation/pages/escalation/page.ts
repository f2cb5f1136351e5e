import { z } from 'zod'
import { conflict, type Failure, invalid, missing, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { fields, goTo, may, page, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../../paths.ts'
import { conditionOf } from '../../conditions.ts'
import { listGoingAhead } from '../../store/going-ahead.ts'
import { aboutOf, findEscalation, type ListedEscalation, readSteps } from '../../store/list.ts'
import { lockAbout } from '../../store/lock.ts'
import { endEscalation, replyToEscalation } from '../../store/record.ts'
import { endOutcomes } from '../../words.ts'
import { escalationView } from './view.ts'

const outcomes = Object.keys(endOutcomes) as readonly (keyof typeof endOutcomes)[]

const form = z.object({
  step: fields.choice(['reply', 'close'], 'Choose what to do'),
  said: fields.optionalText(2000),
  done: fields.optionalText(2000),
  by: fields.optionalText(200),
  outcome: fields.optionalChoice(outcomes, 'Choose what came of it'),
  words: fields.optionalText(2000),
})
type Answers = z.infer<typeof form>

/** One escalation: what is wrong, who was asked rung by rung, what they said; replying, and closing it with an outcome. */
export const escalationPage = page({
  path: paths.escalation,
  may: access.seeEscalations,
  maySubmit: access.replyToEscalations,
  form,
  async view({ tx, params, form: typed, user, now }) {
    const escalation = await findEscalation(tx, params.escalationId)
    if (escalation === null) return missing('escalation')
    const steps = await readSteps(tx, escalation.id)
    const { discussionId } = escalation
    const wentAhead = user.agencyId === null && discussionId !== null ? await listGoingAhead(tx, discussionId) : []
    return screen({
      title: `${escalation.reference}: ${conditionOf(escalation.condition).title.toLowerCase()}`,
      back: user.agencyId === null ? { href: paths.escalations({}), text: 'Escalations' } : { href: '/' },
      body: escalationView({
        escalation,
        steps,
        wentAhead,
        allowed: allowedOn(escalation, user),
        user,
        form: typed,
        now,
      }),
    })
  },
  async submit({ tx, params, answers, user }) {
    const seen = await findEscalation(tx, params.escalationId)
    if (seen === null) return missing('escalation')
    await lockAbout(tx, aboutOf(seen))
    const escalation = await findEscalation(tx, params.escalationId)
    if (escalation === null) return missing('escalation')
    if (escalation.outcome !== null)
      return conflict('This has ended meanwhile.', 'Open it again to see what came of it.')
    const allowed = allowedOn(escalation, user)
    const failure =
      answers.step === 'close'
        ? await close(tx, escalation, allowed, user, answers)
        : await reply(tx, escalation, allowed, answers)
    if (failure !== null) return failure
    return goTo(paths.escalation(params), answers.step === 'close' ? 'Closed' : 'The reply is recorded')
  },
})

/** What whoever looks may do. */
export interface Allowed {
  readonly mayReply: boolean
  readonly mayClose: boolean
  readonly mayGoAhead: boolean
}

/**
 * What a partner raised, and what came of its concern, is answered by the authority, and closed by it; what nobody may put
 * aside ends by facts alone.
 */
function allowedOn({ condition, concernId, outcome, rung }: ListedEscalation, user: User): Allowed {
  const isOpen = outcome === null
  const isOurs = may(user, access.workDiscussions)
  const { endsByFactsAlone } = conditionOf(condition)
  return {
    mayReply:
      isOpen &&
      rung !== null &&
      may(user, access.replyToEscalations) &&
      (isOurs || (condition !== 'raised-by-partner' && concernId === null)),
    mayClose: isOpen && isOurs && endsByFactsAlone !== true,
    mayGoAhead: isOpen && isOurs && (condition === 'partner-not-confirmed' || condition === 'partner-declined'),
  }
}

async function reply(
  tx: Tx,
  escalation: ListedEscalation,
  allowed: Allowed,
  answers: Answers,
): Promise<Failure | null> {
  if (!allowed.mayReply || escalation.rung === null) return refused('not asked to reply to this')
  if (answers.said === null) return invalid({ field: 'said', message: 'Enter what was said' })
  await replyToEscalation(tx, {
    escalationId: escalation.id,
    ...aboutOf(escalation),
    rung: escalation.rung,
    said: answers.said,
    done: answers.done ?? '',
    repliedByName: answers.by ?? '',
  })
  return null
}

async function close(
  tx: Tx,
  escalation: ListedEscalation,
  allowed: Allowed,
  user: User,
  { outcome, words }: Answers,
): Promise<Failure | null> {
  if (!allowed.mayClose) return refused('not allowed to close this: it ends when what is missing is recorded')
  const problems = [
    ...(outcome === null ? [{ field: 'outcome', message: 'Choose what came of it' }] : []),
    ...(words === null ? [{ field: 'words', message: 'Say how it ended' }] : []),
  ]
  if (outcome === null || words === null) return invalid(...problems)
  const end = { escalationId: escalation.id, ...aboutOf(escalation), outcome, words }
  const isNew = await endEscalation(tx, { ...end, endedBy: user.personId, endedAt: tx.now })
  return isNew ? null : conflict('This has ended meanwhile.', 'Open it again to see what came of it.')
}
