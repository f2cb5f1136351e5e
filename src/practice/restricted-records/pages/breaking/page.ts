import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { conflict, invalid, missing, refused } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { fields, goTo, may, page, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import { type Breaking, findBreaking, giveBack, recordReview } from '../../store/breakings.ts'
import { isGuarding } from '../../store/restrictions.ts'
import { listReviewsDue } from '../../store/reviews-due.ts'
import { verdicts } from '../../words.ts'
import { type Allowed, breakingView } from './view.ts'

const form = z.object({
  step: fields.choice(['review', 'give-back'], 'Choose what to do'),
  verdict: fields.optionalChoice(keysOf(verdicts), 'Say whether it was needed'),
  reason: fields.optionalText(2000),
  follows: fields.optionalText(2000),
})

/** One breaking of the glass: who, why, until when; giving it back, and its review by the guardian. */
export const breakingPage = page({
  path: paths.breaking,
  may: access.breakGlass,
  form,
  async view({ tx, params, form: typed, user, now }) {
    const breaking = await findBreaking(tx, params.breakingId)
    if (breaking === null) return missing('breaking of the glass')
    const allowed = await allowedOn(tx, breaking, user, now)
    return screen({
      title: `Glass broken on ${breaking.childReference}`,
      back: { href: paths.breakings({}) },
      body: breakingView({ breaking, allowed, form: typed, now }),
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const breaking = await findBreaking(tx, params.breakingId)
    if (breaking === null) return missing('breaking of the glass')
    const allowed = await allowedOn(tx, breaking, user, now)
    if (answers.step === 'give-back') {
      if (!allowed.mayGiveBack) return refused('not allowed to close this record, or it is closed already')
      await giveBack(tx, breaking, user.personId)
      return goTo(paths.breaking(params), 'The record is closed again')
    }
    if (breaking.review !== null) return reviewedAlready
    if (!allowed.mayReview) return refused('not allowed to review this')
    const { verdict, reason, follows } = answers
    if (verdict === null) return invalid({ field: 'verdict', message: 'Say whether it was needed' })
    if (reason === null) return invalid({ field: 'reason', message: 'Say how you know' })
    const review = { verdict, reason, follows: follows ?? '', reviewedBy: user.personId }
    if (!(await recordReview(tx, breaking, review))) return reviewedAlready
    return goTo(paths.breakings({}), 'Reviewed')
  },
})

const reviewedAlready = conflict('Somebody reviewed this a moment ago.', 'Open it again to see what they found.')

async function allowedOn(tx: Tx, breaking: Breaking, user: User, now: Temporal.Instant): Promise<Allowed> {
  const guards = await isGuarding(tx, breaking.childId)
  const isMine = breaking.personId === user.personId
  const isOpen = Temporal.Instant.compare(now, breaking.endsAt) < 0
  const isTheirs = (await listReviewsDue(tx)).some(
    ({ breakingId, reviewerId, climbedTo }) =>
      breakingId === breaking.id && [reviewerId, climbedTo].includes(user.personId),
  )
  return {
    mayGiveBack: isOpen && (isMine || guards),
    mayReview: breaking.review === null && !isMine && (guards || isTheirs || may(user, access.watchReading)),
    seesReadings: guards,
    isMine,
  }
}
