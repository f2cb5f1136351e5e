import { z } from 'zod'
import { conflict, missing, ok } from '#kernel/outcome'
import { insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { asTyped, longInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { namesOf, readSettings } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { correctDecision } from '../../rules/correction.ts'
import type { Contact } from '../../store/contacts.ts'
import type { Decision } from '../../store/decisions.ts'
import { recordCorrection } from '../../store/record-decisions.ts'
import { outcomeNames } from '../../words.ts'
import { outcomeInWords } from '../contact/decision-entries.ts'
import { listDeciders, namedDeciders } from '../decide/deciders.ts'
import { passedToField, passedToOf, rationaleFields } from '../decide/form.ts'
import { decidedQuestions, outcomeQuestion, rationaleQuestions } from '../decide/questions.ts'
import { contactForm } from '../parts/contact-form.ts'

const form = z.object({
  outcome: fields.choice(outcomeNames, 'Choose an outcome'),
  passedTo: passedToField,
  ...rationaleFields,
  decidedAt: fields.dateTime('Enter when it was decided'),
  decidedBy: fields.id('Choose who decided'),
  reason: fields.text('Say why the decision is corrected', 4000),
})

/** A decision is never changed: what stands instead names it and says why. */
export const correctDecisionPage = contactForm({
  path: paths.correctDecision,
  form,
  title: 'Correct a decision',
  button: 'Record the correction',
  async questions({ tx, contact, params, form: typed, user, now }) {
    const found = findDecision(contact, params.decisionId)
    if (!found) return missing('decision')
    const deciders = await listDeciders(tx, user)
    const by = found.decidedBy ?? user.personId
    return html`${insetText({ text: `What stands now: ${outcomeInWords(found)}. It stays in the record, folded under the correction.` })}
${longInput(typed, { name: 'reason', label: 'Why is it corrected?' }, 2)}
${outcomeQuestion(typed, { name: 'outcome', passedTo: 'passedTo', label: 'Outcome', chosen: found.outcome, passedToNow: found.passedTo, canWait: false })}
${rationaleQuestions(typed, found)}
${decidedQuestions(typed, deciders, { by, at: asTyped(found.decidedAt ?? now) })}`
  },
  async record({ tx, contact, params, answers, user, now, calendar }) {
    const found = findDecision(contact, params.decisionId)
    if (!found) return missing('decision')
    if (contact.isDecidedElsewhere && found.madeIn !== 'here')
      return conflict('This team decides in the case system.', 'Correct it there; the correction will arrive here.')
    const { passedTo, ...rest } = answers
    const { recordingLagMinutes } = await readSettings(tx)
    const correction = correctDecision(
      { receivedAt: contact.receivedAt ?? found.decidedAt ?? now, recordedBy: contact.recordedBy },
      { ...found, correctedByName: await correctedBy(tx, contact, found) },
      { ...rest, passedTo: passedToOf(rest.outcome, passedTo) },
      { now, recordingLagMinutes, namedDeciders: await namedDeciders(tx, rest.decidedAt) },
    )
    if (!correction.ok) return correction
    await recordCorrection(tx, contact.id, correction.value, { personId: user.personId }, calendar)
    return ok('The correction is recorded')
  },
})

const findDecision = (contact: Contact, decisionId: string): Decision | undefined =>
  contact.decisions.find(({ id }) => id === decisionId)

async function correctedBy(tx: Tx, contact: Contact, found: Decision): Promise<string | null> {
  const later = contact.decisions.find(({ corrects }) => corrects === found.id)
  if (!later) return null
  const by = later.recordedBy
  return (by === null ? undefined : (await namesOf(tx, [by])).get(by)) ?? 'Somebody'
}
