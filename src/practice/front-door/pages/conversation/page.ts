import { z } from 'zod'
import { conflict, missing, ok } from '#kernel/outcome'
import type { Html } from '#platform/html'
import { html } from '#platform/html'
import { type FormState, fields } from '#platform/http'
import { asTyped, choiceOf, longInput, textInput, timeInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { type Conversation, findConversation, recordConversation } from '../../store/conversations.ts'
import { conversationMethodNames, conversationMethods } from '../../words.ts'
import { contactForm, failing, happenedProblems } from '../parts/contact-form.ts'
import { words } from '../parts/fields.ts'

const conversation = z.object({
  happenedAt: fields.dateTime('Enter when you spoke'),
  method: fields.choice(conversationMethodNames, 'Choose how you spoke'),
  personName: fields.text('Enter whom you spoke with', 200),
  personRole: words(200),
  agency: words(200),
  said: fields.text('Write what was said'),
  advice: words(),
  historyConsidered: words(),
  consent: words(2000),
})

const correction = conversation.extend({ reason: fields.text('Say why it is corrected', 2000) })

/** With whom, when, what was said, what was advised: the council's report, §7. */
export const conversationPage = contactForm({
  path: paths.conversation,
  form: conversation,
  title: 'Record a conversation',
  button: 'Record the conversation',
  questions: ({ form, now }) => questions(form, { happenedAt: asTyped(now) }),
  async record({ tx, contact, answers, now }) {
    const failure = failing(...happenedProblems('happenedAt', answers.happenedAt, { now }))
    if (failure) return failure
    await recordConversation(tx, contact.id, answers)
    return ok('The conversation is recorded')
  },
})

/** What was written first stays; what stands instead says why. */
export const correctConversationPage = contactForm({
  path: paths.correctConversation,
  form: correction,
  title: 'Correct a conversation',
  button: 'Record the correction',
  async questions({ tx, form, contact, params }) {
    const found = await findConversation(tx, contact.id, params.conversationId)
    if (found === null) return missing('conversation')
    return html`${questions(form, asFallbacks(found))}${longInput(form, { name: 'reason', label: 'Why is it corrected?', hint: 'What was written first stays in the record, folded under this.' }, 2)}`
  },
  async record({ tx, contact, params, answers, now }) {
    const found = await findConversation(tx, contact.id, params.conversationId)
    if (found === null) return missing('conversation')
    if (found.isCorrected) {
      return conflict(
        'Somebody has already corrected this conversation.',
        'Open the contact to read the correction; it can be corrected in turn.',
      )
    }
    const { reason, ...instead } = answers
    const failure = failing(...happenedProblems('happenedAt', instead.happenedAt, { now }))
    if (failure) return failure
    await recordConversation(tx, contact.id, instead, { corrects: found.id, reason })
    return ok('The correction is recorded')
  },
})

type Fallbacks = Readonly<Partial<Record<keyof z.infer<typeof conversation>, string>>>

const asFallbacks = (found: Conversation): Fallbacks => ({ ...found, happenedAt: asTyped(found.happenedAt) })

function questions(form: FormState, given: Fallbacks): Html {
  const ask = (name: keyof Fallbacks, label: string, hint?: string) => ({
    name,
    label,
    ...(hint === undefined ? {} : { hint }),
    ...(given[name] === undefined ? {} : { fallback: given[name] }),
  })
  return html`${textInput(form, ask('personName', 'Whom did you speak with?'))}
${textInput(form, ask('personRole', 'Role, or how they know the child'))}
${textInput(form, ask('agency', 'Agency'))}
${choiceOf(
  form,
  ask('method', 'How?'),
  conversationMethodNames.map((value) => ({ value, text: conversationMethods[value] })),
)}
${timeInput(form, ask('happenedAt', 'When?'))}
${longInput(form, ask('said', 'What was said?'), 6)}
${longInput(form, ask('advice', 'What did you advise?'))}
${longInput(form, ask('historyConsidered', 'What history did you consider?'))}
${longInput(form, ask('consent', 'Consent: what was asked, and what was answered?'), 2)}`
}
