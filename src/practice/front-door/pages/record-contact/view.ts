import type { Temporal } from 'temporal-polyfill'
import { button, insetText, warningText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { asTyped, choiceOf, longInput, pickOf, textInput, timeInput } from '#platform/questions'
import type { Team } from '#practice/organisation'
import { paths } from '../../paths.ts'
import type { DangerCall } from '../../store/danger-calls.ts'
import type { Known } from '../../store/known.ts'
import {
  emergencyServices,
  methodNames,
  methods,
  parentsKnowNames,
  parentsKnowWords,
  sourceCodes,
  sources,
  urgencies,
  urgencyNames,
} from '../../words.ts'
import { knownPanel, momentInWords } from '../parts/known-panel.ts'
import { adultsView } from './adults-view.ts'
import { readListed } from './children-typed.ts'
import { incidentView } from './incident-view.ts'
import { listedView } from './listed.ts'
import { searchView } from './search-view.ts'
import type { Stepped } from './steps.ts'

export interface RecordView {
  readonly step: Stepped
  readonly known: Known
  readonly now: Temporal.Instant
  readonly teams: readonly Team[]
  readonly deciders: readonly string[]
  readonly lateEntryMinutes: number
  /** The call for help that was made first; null on the ordinary way. */
  readonly call: DangerCall | null
  /** Entered from paper after the system was down. */
  readonly isLateEntry: boolean
}

/** One page, in the order a telephone call goes. What is already known of the children stands beside it. */
export function recordView(given: RecordView): Html {
  const { step, known, now } = given
  const { form } = step
  return html`${opening(given)}<div class="los-beside"><div>${formTag(form, { autosave: true }, [
    receivedPart(given),
    whoPart(form),
    childrenPart(given),
    worryPart(form, given.call),
    incidentView(form, known, now),
    parentsPart(form),
    teamPart(form, given.teams),
    button({ text: 'Record the contact', preventDoubleClick: true }),
  ])}</div>${knownPanel(known, now)}</div>`
}

const section = (title: string, id: string, parts: readonly (Html | false)[]): Html =>
  html`<section class="los-section" id="${id}" aria-labelledby="${id}-title"><h2 class="govuk-heading-m" id="${id}-title">${title}</h2>${parts}</section>`

function opening({ call, isLateEntry, now }: RecordView): Html {
  if (call !== null) {
    const who = call.called === 'other' ? call.calledOther : emergencyServices[call.called]
    return insetText({ text: `${who} called ${momentInWords(call.calledAt, now)}. Now record the contact itself.` })
  }
  if (isLateEntry) {
    return insetText({
      text: 'For contacts that were taken on paper while the system was down. Give the true times: the clock counts from when it was received.',
    })
  }
  return html`<p class="los-actions"><a class="govuk-button govuk-button--warning" href="${paths.dangerCall({})}" role="button" draggable="false" data-module="govuk-button">A child is in danger now</a> <a class="govuk-link" href="${paths.lateEntry({})}">Enter a contact taken on paper</a></p>`
}

const receivedPart = ({ step: { form }, now, lateEntryMinutes, isLateEntry }: RecordView): Html =>
  section('When it reached us', 'received', [
    timeInput(form, {
      name: 'receivedAt',
      label: 'Received',
      hint: 'When it reached the council: the call, the voicemail, the inbox or the portal. Not when you opened it. The 24 hours count from here.',
      fallback: isLateEntry ? '' : asTyped(now),
    }),
    !isLateEntry &&
      textInput(form, {
        name: 'enteredLateBecause',
        label: `If more than ${lateEntryMinutes} minutes ago: why is it entered only now?`,
        hint: 'So that we learn where contacts wait before anybody sees them. Leave empty otherwise.',
      }),
  ])

const whoPart = (form: FormState): Html =>
  section('Who is making contact', 'who', [
    pickOf(
      form,
      {
        name: 'method',
        label: 'How it reached us',
        hint: 'After a telephone call a professional owes us the written form.',
      },
      methodNames.map((value) => ({ value, text: methods[value] })),
    ),
    pickOf(
      form,
      {
        name: 'sourceCode',
        label: 'Source',
        hint: 'The national list, so that it is asked once and counted everywhere.',
      },
      sourceCodes.map((value) => ({ value, text: sources[value].words })),
    ),
    textInput(form, { name: 'referrerName', label: 'Name', hint: 'Leave empty if they do not want to say.' }),
    textInput(form, { name: 'referrerRole', label: 'Role, or how they know the child' }),
    textInput(form, { name: 'referrerAgency', label: 'Agency or school' }),
    textInput(
      form,
      { name: 'referrerTelephone', label: 'Telephone' },
      { type: 'tel', classes: 'govuk-input--width-20' },
    ),
    textInput(
      form,
      { name: 'referrerEmail', label: 'Email', hint: 'We tell them that it arrived, and what came of it.' },
      { type: 'email', spellcheck: false },
    ),
  ])

const childrenPart = ({ step, known, now, deciders }: RecordView): Html =>
  section('Which children', 'children', [
    listedView(readListed(step.form), known, { action: step.form.action, now }),
    searchView({ form: step.form, step, now, deciders }),
    adultsView(step.form),
  ])

const worryPart = (form: FormState, call: DangerCall | null): Html =>
  section('The worry', 'worry', [
    longInput(
      form,
      { name: 'concern', label: 'What is the worry?', hint: 'In the referrer’s own words, as far as you can.' },
      8,
    ),
    choiceOf(
      form,
      {
        name: 'urgency',
        label: 'How soon does it need looking at?',
        hint: 'Your judgement. The system never works it out.',
        ...(call === null ? {} : { fallback: 'immediate' }),
      },
      urgencyNames.map((value) => ({ value, text: urgencies[value] })),
    ),
    textInput(form, {
      name: 'urgencyReason',
      label: 'Why?',
      hint: 'A sentence, so that whoever reads it next knows what you saw.',
      ...(call === null ? {} : { fallback: 'Emergency services were called' }),
    }),
  ])

const parentsPart = (form: FormState): Html =>
  section('What the parents know', 'parents', [
    choiceOf(
      form,
      { name: 'parentsKnow', label: 'Have the parents or carers been told of this contact?' },
      parentsKnowNames.map((value) => ({ value, text: parentsKnowWords[value] })),
    ),
    textInput(form, {
      name: 'parentsKnowWhy',
      label: 'Who told them, or why have they not been told?',
      hint: 'Needed if they have not been told. Checks without their knowledge need a duty manager’s authorisation first; you can ask for it once the contact is recorded.',
    }),
  ])

function teamPart(form: FormState, teams: readonly Team[]): Html {
  const frontDoor = teams.filter(({ isFrontDoor }) => isFrontDoor)
  const [only] = frontDoor
  if (only && frontDoor.length === 1) return html`<input type="hidden" name="teamId" value="${only.id}">`
  if (teams.length === 0)
    return warningText({ text: 'No team has been set up yet. The contact goes to everybody on duty.' })
  const offered = frontDoor.length > 0 ? frontDoor : teams
  return pickOf(
    form,
    { name: 'teamId', label: 'Which team works on it?' },
    offered.map(({ id, name }) => ({ value: id, text: name })),
  )
}
