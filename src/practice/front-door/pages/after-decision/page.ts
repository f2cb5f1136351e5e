import { z } from 'zod'
import { conflict, invalid, missing, type Outcome, ok } from '#kernel/outcome'
import { access, type Permission } from '#platform/access'
import { type Html, html } from '#platform/html'
import { type FormState, fields, type Path, type Route, type User } from '#platform/http'
import { asTyped, choiceOf, longInput, textInput, timeInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import type { Contact } from '../../store/contacts.ts'
import type { Decision } from '../../store/decisions.ts'
import { recordFollowUp } from '../../store/follow-ups.ts'
import { closeToDo, findToDo, openToDos } from '../../store/to-do.ts'
import { departures, type FollowUp, type ToDoKind } from '../../words.ts'
import { outcomeInWords, rationaleView } from '../contact/decision-entries.ts'
import { contactForm, failing, happenedProblems } from '../parts/contact-form.ts'
import { words } from '../parts/fields.ts'

interface AfterDecision {
  readonly path: Path<{ readonly contactId: string; readonly decisionId: string }>
  readonly may?: Permission
  readonly title: string
  readonly toDo: ToDoKind
  /** What can be answered, the first being the good news. */
  readonly answers: Readonly<Partial<Record<FollowUp, string>>>
  readonly asks: string
  /** Asked by name when it is somebody outside who answers; whoever is signed in otherwise. */
  readonly byName?: string
  /** What an answer asks for in turn; the question stays open when it says so. */
  readonly next?: (
    tx: Tx,
    answered: { readonly kind: FollowUp; readonly decision: Decision },
  ) => Promise<'open' | 'closed'>
}

/** One question about a decision that stands: answered once, by somebody who may. */
const afterDecision = (page: AfterDecision): Route => {
  const kinds = Object.keys(page.answers) as readonly FollowUp[]
  return contactForm({
    path: page.path,
    ...(page.may ? { may: page.may } : {}),
    form: z.object({
      kind: fields.choice(kinds, 'Choose one'),
      personName: words(200),
      note: words(4000),
      happenedAt: fields.dateTime('Enter when that was'),
    }),
    title: page.title,
    button: 'Record it',
    async questions({ tx, contact, params, form, now, user }) {
      const decision = findDecision(contact, params.decisionId)
      if (!decision) return missing('decision')
      const open = await stillAsked(tx, page, decision, user)
      if (!open.ok && !form.wasTyped) return open
      return html`${decisionView(decision)}${questions(page, form, asTyped(now))}`
    },
    async record({ tx, contact, params, answers, user, now }) {
      const decision = findDecision(contact, params.decisionId)
      if (!decision) return missing('decision')
      const open = await stillAsked(tx, page, decision, user)
      if (!open.ok) return open
      const { kind, personName, note, happenedAt } = answers
      if (page.byName !== undefined && personName === '') return invalid({ field: 'personName', message: page.byName })
      if (note === '' && kind !== kinds[0]) return invalid({ field: 'note', message: 'Say why' })
      if (note === '' && kind === 'departure-followed-up')
        return invalid({ field: 'note', message: 'Say what you found and what follows' })
      const failure = failing(...happenedProblems('happenedAt', happenedAt, { now }))
      if (failure) return failure
      const who =
        page.byName === undefined ? { personId: user.personId, personName: user.name } : { personId: null, personName }
      await recordFollowUp(tx, { decisionId: decision.id, contactId: contact.id, kind, happenedAt, note, ...who })
      const left = (await page.next?.(tx, { kind, decision })) ?? 'closed'
      if (left === 'closed') await closeToDo(tx, page.toDo, decision.id)
      return ok('It is recorded')
    },
  })
}

const findDecision = (contact: Contact, decisionId: string): Decision | undefined =>
  contact.decisions.find(({ id }) => id === decisionId)

async function stillAsked(tx: Tx, page: AfterDecision, decision: Decision, user: User): Promise<Outcome<null>> {
  const open = await findToDo(tx, page.toDo, decision.id)
  if (open === null)
    return conflict('This has been answered, or the decision has been corrected since.', 'Open the contact to read it.')
  if (open.notBy === user.personId)
    return conflict('It is your own decision that is looked at.', 'A manager other than you has to answer this.')
  return ok(null)
}

const decisionView = (decision: Decision): Html =>
  html`<div class="govuk-inset-text"><p class="govuk-body"><strong>${outcomeInWords(decision)}</strong></p>${rationaleView(decision)}${
    decision.departures.length > 0 &&
    html`<p class="govuk-body">${decision.departures.map((departure) => html`${departures[departure]}<br>`)}</p>`
  }</div>`

const questions = (page: AfterDecision, form: FormState, now: string): Html => html`${choiceOf(
  form,
  { name: 'kind', label: page.asks },
  Object.entries(page.answers).map(([value, text]) => ({ value, text })),
)}
${page.byName !== undefined && textInput(form, { name: 'personName', label: 'Who says so, by name' })}
${longInput(form, { name: 'note', label: 'What did you find, or why?' })}
${timeInput(form, { name: 'happenedAt', label: 'When?', fallback: now })}`

/** The second manager, next day, where somebody alone on shift decided to close the door. */
const confirmPage = afterDecision({
  path: paths.confirmDecision,
  may: access.decideContacts,
  title: 'Second manager: confirm a decision',
  toDo: 'second-manager',
  asks: 'Do you confirm it?',
  answers: { confirmed: 'Yes, I confirm it', 'not-confirmed': 'No: it has to be looked at again' },
  async next(tx, { kind, decision }) {
    if (kind === 'not-confirmed') {
      const again = { kind: 'departure' as const, subjectId: decision.id, dueAt: tx.now, ownerId: null }
      const detail = 'Not confirmed by the second manager: decide again'
      await openToDos(tx, [{ ...again, notBy: decision.decidedBy, detail, contactId: decision.contactId }])
    }
    return 'closed'
  },
})

/** Already open to a team: acknowledged there, by name. */
const acknowledgeByTeamPage = afterDecision({
  path: paths.acknowledgeDecision,
  title: 'Allocated team: acknowledge',
  toDo: 'allocated-team',
  asks: 'Has the allocated team taken it in?',
  answers: { acknowledged: 'Yes, the allocated team has it' },
  byName: 'Enter who acknowledged it, by name',
})

/** Early help and transfer stay visible until they are accepted: declined, they wait for another decision. */
const acceptancePage = afterDecision({
  path: paths.acceptDecision,
  title: 'Has it been accepted?',
  toDo: 'acceptance',
  asks: 'What did they answer?',
  answers: { accepted: 'Accepted', declined: 'Declined: it stays here until it is decided again' },
  byName: 'Enter who answered, by name',
  next: async (_tx, { kind }) => (kind === 'declined' ? 'open' : 'closed'),
})

const followUpPage = afterDecision({
  path: paths.followUpDecision,
  may: access.decideContacts,
  title: 'Follow up a departure from the standard',
  toDo: 'departure',
  asks: 'What happened is recorded as it was. Have you looked at it with whoever decided?',
  answers: { 'departure-followed-up': 'Yes' },
})

const lateRecordingPage = afterDecision({
  path: paths.answerLateRecording,
  may: access.decideContacts,
  title: 'A decision recorded late',
  toDo: 'late-recording',
  asks: 'Decisions are recorded at once. Have you looked at why this one was not?',
  answers: { 'departure-followed-up': 'Yes' },
})

export const afterDecisionPages: readonly Route[] = [
  confirmPage,
  acknowledgeByTeamPage,
  acceptancePage,
  followUpPage,
  lateRecordingPage,
]
