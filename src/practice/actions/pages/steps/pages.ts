import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { conflict, invalid } from '#kernel/outcome'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { paths } from '../../paths.ts'
import { listChildrenOf } from '../../store/actions.ts'
import { listOwnerChoices, ownerChosen } from '../../store/owners.ts'
import { ownerProblem } from '../../store/record.ts'
import { stepKinds } from '../../words.ts'
import { dueProblem } from '../parts/fields.ts'
import {
  choiceQuestion,
  dayAsTyped,
  dayQuestion,
  longQuestion,
  pickQuestion,
  shortQuestion,
} from '../parts/questions.ts'
import { stepPage } from './step-page.ts'

const compare = Temporal.PlainDate.compare

/** The owner, or whoever does their work, says that it was done, and what shows it. */
export const donePage = stepPage({
  path: paths.done,
  may: access.seeActions,
  kinds: ['done'],
  title: (reference) => `Report ${reference} done`,
  form: z.object({
    evidence: fields.text('Say what shows that it was done', 4000),
    happenedOn: fields.day('Give the day on which it was done'),
  }),
  questions: ({
    form,
    tx,
  }) => html`${longQuestion(form, { name: 'evidence', label: 'What was done, and what shows it?', hint: 'Somebody else will look at this and verify it.' }, 5)}
${dayQuestion(form, { name: 'happenedOn', label: 'When was it done?', fallback: dayAsTyped(londonDate(tx.now)) })}`,
  press: 'Report it done',
  step({ action, answers: { evidence, happenedOn }, tx }) {
    if (compare(happenedOn, londonDate(tx.now)) > 0)
      return invalid({ field: 'happenedOn', message: 'Give the day on which it was done: today, or before' })
    if (compare(happenedOn, londonDate(action.recordedAt).subtract({ months: 1 })) < 0)
      return invalid({
        field: 'happenedOn',
        message: `The action was set on ${dateInWords(londonDate(action.recordedAt))}`,
      })
    return { kind: 'done', words: evidence, happenedOn }
  },
  notice: 'Reported as done. Somebody independent verifies it now',
})

/** Somebody independent looked: it was done, or it was not, and then it is to be done still. */
export const verifyPage = stepPage({
  path: paths.verify,
  may: access.verifyActions,
  kinds: ['verified', 'not-accepted'],
  title: (reference) => `Verify ${reference}`,
  form: z.object({
    found: fields.choice(['verified', 'not-accepted'], 'Say whether it was done'),
    words: fields.text('Say how you know', 4000),
  }),
  questions: ({
    form,
    last,
  }) => html`${last !== null && insetText({ text: `${stepKinds[last.kind]}${last.happenedOn === null ? '' : ` on ${dateInWords(last.happenedOn)}`}: ${last.words}` })}
${choiceQuestion(form, { name: 'found', label: 'Was it done?' }, { verified: 'Yes: it is verified', 'not-accepted': 'No: it is still to be done' })}
${longQuestion(form, { name: 'words', label: 'How do you know?', hint: 'What you looked at, whom you asked; or what is still missing.' })}`,
  press: 'Record it',
  step: ({ answers: { found, words } }) => ({ kind: found, words }),
  notice: 'Recorded',
})

export const handOverPage = stepPage({
  path: paths.handOver,
  may: access.seeActions,
  kinds: ['handed'],
  title: (reference) => `Hand over ${reference}`,
  form: z.object({
    owner: fields.text('Choose who is to do it', 60),
    atDesk: fields.optionalText(200),
    dueOn: fields.optionalDay(),
    reason: fields.text('Say why it is handed over', 2000),
  }),
  questions: async ({
    form,
    action,
    tx,
  }) => html`<p class="govuk-body">Now with ${action.ownerWords}, due ${dateInWords(action.dueOn)}.</p>
${pickQuestion(form, { name: 'owner', label: 'Who is to do it?' }, await listOwnerChoices(tx))}
${shortQuestion(form, { name: 'atDesk', label: 'Who at the desk? (optional)' })}
${dayQuestion(form, { name: 'dueOn', label: action.isOverdue ? 'By when?' : 'By when? (optional)', hint: action.isOverdue ? 'Its day is over, so it needs another.' : 'If it is to stay as it is, leave this empty.' })}
${longQuestion(form, { name: 'reason', label: 'Why?' })}`,
  press: 'Hand it over',
  async step({ action, answers, tx }) {
    const { dueOn } = answers
    if (dueOn === null && action.isOverdue)
      return invalid({ field: 'dueOn', message: 'Give the day by which it is to be done now' })
    const late = dueOn === null ? null : dueProblem(dueOn, tx.now)
    if (late !== null) return invalid({ field: 'dueOn', message: late })
    const toOwner = await ownerChosen(tx, answers.owner, answers.atDesk)
    if (toOwner === null) return invalid({ field: 'owner', message: 'Choose who is to do it from the list' })
    if (
      toOwner.personId === action.ownerPersonId &&
      toOwner.agencyId === action.ownerAgencyId &&
      toOwner.name === action.ownerName
    )
      return invalid({ field: 'owner', message: 'It is theirs already. Choose somebody else' })
    const problem = await ownerProblem(tx, toOwner, action.isAboutChildren, await listChildrenOf(tx, action.id))
    if (problem !== null) return invalid({ field: 'owner', message: problem })
    return { kind: 'handed', words: answers.reason, toDueOn: dueOn, toOwner }
  },
  notice: 'Handed over',
})

export const movePage = stepPage({
  path: paths.move,
  may: access.seeActions,
  kinds: ['moved'],
  title: (reference) => `Move ${reference} to another date`,
  form: z.object({
    dueOn: fields.day('Give the day by which it is to be done now'),
    reason: fields.text('Say why it is moved', 2000),
  }),
  questions: ({
    form,
    action,
  }) => html`<p class="govuk-body">Due ${dateInWords(action.dueOn)}, with ${action.ownerWords}.</p>
${dayQuestion(form, { name: 'dueOn', label: 'By when now?' })}
${longQuestion(form, { name: 'reason', label: 'Why?', hint: 'And what keeps the child safe until then, if it matters to a child.' })}`,
  press: 'Move it',
  step({ action, answers: { dueOn, reason }, tx }) {
    const problem = dueProblem(dueOn, tx.now)
    if (problem !== null) return invalid({ field: 'dueOn', message: problem })
    if (compare(dueOn, action.dueOn) === 0)
      return invalid({ field: 'dueOn', message: 'It is due on that day already. Give another' })
    return { kind: 'moved', words: reason, toDueOn: dueOn }
  },
  notice: 'Moved',
})

export const cancelPage = stepPage({
  path: paths.cancel,
  may: access.seeActions,
  kinds: ['cancelled'],
  title: (reference) => `Cancel ${reference}`,
  form: z.object({ reason: fields.text('Say why it is not to be done', 2000) }),
  questions: ({ form }) => longQuestion(form, { name: 'reason', label: 'Why is it not to be done any more?' }),
  press: 'Cancel the action',
  step: ({ answers: { reason } }) => ({ kind: 'cancelled', words: reason }),
  notice: 'Cancelled. It stays on record',
})

export const takeBackPage = stepPage({
  path: paths.takeBack,
  may: access.seeActions,
  kinds: ['taken-back'],
  title: (reference) => `Take back the last step on ${reference}`,
  form: z.object({
    stepId: fields.id('Open this page again'),
    reason: fields.text('Say what was wrong with it', 2000),
  }),
  questions: ({
    form,
    last,
  }) => html`${last !== null && insetText({ text: `${stepKinds[last.kind]}${last.recordedByName === null ? '' : `, recorded by ${last.recordedByName}`}: ${last.words}` })}
<input type="hidden" name="stepId" value="${last?.id}">
${longQuestion(form, { name: 'reason', label: 'What was wrong with it?', hint: 'The step stays on record, marked as taken back.' })}`,
  press: 'Take it back',
  step({ last, answers: { stepId, reason } }) {
    if (last === null || last.id !== stepId)
      return conflict('Something else was recorded on this action meanwhile.', 'Look at its time line and try again.')
    return { kind: 'taken-back', words: reason, corrects: last.id }
  },
  notice: 'Taken back',
})
