import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Checked, invalid, missing, ok } from '#kernel/outcome'
import { keysOf, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { asTyped, choiceOf, longInput, optionsOf, textInput, tickOf, timeInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { childPaths } from '#practice/children'
import { paths } from '../../paths.ts'
import { notHoldingReviewBy } from '../../rules/limits.ts'
import { findConcern, lockConcern } from '../../store/concerns.ts'
import { lockDiscussion } from '../../store/discussions.ts'
import { routes } from '../../words.ts'
import { checkDecided, decideNotToHold } from '../not-holding/decide.ts'
import { beginDiscussion, childrenMeant } from '../parts/begin.ts'
import { answeredMeanwhile, concernAbove, isWithoutDiscussion } from '../parts/concern.ts'

const form = z.object({
  children: fields.optionalText(500),
  hasNoRecord: fields.ticked,
  route: fields.choice(keysOf(routes), 'Say whether the case was already open'),
  decidedAt: fields.dateTime('Say when it was decided'),
  reason: fields.text('Say why none is to be held', 4000),
  notTheSameBecause: fields.optionalText(1000),
})
type Answers = z.infer<typeof form>

/**
 * Deciding about a partner's concern that no discussion is held: the discussion that was asked for and the decision against it
 * are recorded together, so that it is counted, reviewed, and told to whoever raised it.
 */
export const concernNotHoldingPage = page({
  path: paths.concernNotHolding,
  may: access.workDiscussions,
  form,
  draft: true,
  async view({ tx, params, form: typed, now, calendar }) {
    const concern = await findConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    return screen({
      title: `Decide not to hold a discussion about ${concern.reference}`,
      back: { href: paths.concern(params) },
      body: html`${concernAbove(concern)}
<p class="govuk-body">A service manager who did not decide it reviews this by ${whenInWords(notHoldingReviewBy(calendar, now), now)}. Whoever raised the concern is told and may challenge it. It is counted. Not agreed with, the discussion is due since the concern was raised.</p>
${formTag(typed, { autosave: true }, questions(typed, now))}`,
    })
  },
  async submit({ tx, params, answers, user, now, calendar }) {
    const concern = await lockConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    if (!isWithoutDiscussion(concern)) return answeredMeanwhile()
    const childIds = await childrenKnown(tx, answers)
    if (!childIds.ok) return childIds
    const decided = checkDecided(answers.decidedAt, now)
    if (!decided.ok) return decided
    const { route, reason, decidedAt, notTheSameBecause } = answers
    const begun = await beginDiscussion(tx, {
      ...{ concern, childIds: childIds.value, route, notTheSameBecause },
      // As the partner sees it, since when they said so: what the service manager looks at.
      ...{ reasonableCauseAt: concern.raisedAt, reasonableCause: concern.worry, reasonableCauseBy: null },
      ...{ decidedToHoldAt: null, decidedToHoldBy: null, isEmergency: false, allocatedWorkerId: null },
    })
    if (!begun.ok) return begun
    const discussion = await lockDiscussion(tx, begun.value.id)
    if (discussion === null) return missing('strategy discussion')
    await decideNotToHold(tx, calendar, discussion, { decidedAt, reason, personId: user.personId })
    return goTo(paths.concern(params), `Recorded as ${discussion.reference}. A service manager reviews it`)
  },
})

/** Those on record. That there is no record has to be said: nobody leaves the children out for want of a search. */
async function childrenKnown(tx: Tx, { children, hasNoRecord }: Answers): Promise<Checked<readonly string[]>> {
  if (children === null)
    return hasNoRecord
      ? ok([])
      : invalid({ field: 'children', message: 'Enter the reference of each child, or say that there is no record' })
  if (hasNoRecord)
    return invalid({ field: 'hasNoRecord', message: 'You entered children: then there is a record of them' })
  return childrenMeant(tx, { children, siblings: [] })
}

const questions = (typed: FormState, now: Temporal.Instant) => [
  textInput(
    typed,
    {
      name: 'children',
      label: 'Which children?',
      hint: 'References, such as CH-1042, with commas between them. Unborn children too.',
    },
    { spellcheck: false },
  ),
  html`<p class="govuk-body"><a class="govuk-link" href="${childPaths.find({})}">Find the child’s record</a></p>`,
  tickOf(typed, {
    name: 'hasNoRecord',
    label: 'I have looked, and there is no record of any of them',
    hint: 'Then the concern itself says whom it is about. Children are added if the discussion becomes due after all.',
  }),
  choiceOf(typed, { name: 'route', label: 'Was the case already open?' }, [
    { value: 'front-door', text: `${routes['front-door']}: it was not open` },
    ...optionsOf(routes).filter(({ value }) => value !== 'front-door'),
  ]),
  timeInput(typed, { name: 'decidedAt', label: 'When was it decided?', fallback: asTyped(now) }),
  longInput(typed, { name: 'reason', label: 'Why is there to be none?', hint: 'Whoever reviews it reads this.' }, 5),
  longInput(typed, {
    name: 'notTheSameBecause',
    label: 'Only if the same children have a discussion now: why is this not about the same?',
  }),
  button({ text: 'Record that none is to be held' }),
]
