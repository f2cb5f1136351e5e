import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { button, checkboxes, insetText, warningText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { asTyped, choiceOf, longInput, pickOf, textInput, tickOf, timeInput } from '#platform/questions'
import type { Person } from '#practice/organisation'
import { mayChair } from '../../../meeting/rules/chair.ts'
import type { Discussion } from '../../../store/discussions.ts'
import { forms, healthServices, type KeyPartner, keyPartners, partners } from '../../../words.ts'
import { chairNotes, isAfter, usualMinutes } from '../../rules/arranging.ts'
import type { Arrangement } from '../../store/arrangements.ts'
import { onlyDesk, type TypedWhom, type WhomOption, whomQuestions } from '../parts/whom.ts'
import { otherKeys, others } from './form.ts'
import { fitting } from './invitees.ts'

interface ArrangeScreen {
  readonly form: FormState
  readonly discussion: Discussion
  readonly standing: Arrangement | null
  /** Which of the three partners nobody was invited for yet. */
  readonly wanted: readonly KeyPartner[]
  readonly options: readonly WhomOption[]
  readonly staff: readonly Person[]
  readonly referrer: Partial<TypedWhom> | null
  readonly userId: string
  readonly now: Temporal.Instant
}

/** When, how and where; who chairs; then the three partners in their order, and others by need. */
export function arrangeView(given: ArrangeScreen): Html {
  const { form, discussion, standing, now } = given
  const isChange = standing !== null && !standing.isCancelled
  return html`${limit(discussion, now)}
${standing !== null && insetText({ text: isChange ? 'Everybody invited gets the new time by mail, and is asked again whether they come.' : 'It was called off. Whoever was invited before is asked to the new time by mail.' })}
${formTag(form, { autosave: true }, [
  ...timeAndPlace(given),
  ...people(given),
  ...(isChange
    ? [longInput(form, { name: 'reason', label: 'Why is it changed?', hint: 'Kept with the change.' })]
    : []),
  ...invitees(given),
  button({ text: isChange ? 'Change it and tell everybody' : 'Arrange it and send the invitations' }),
])}`
}

const limit = ({ dueAt }: Discussion, now: Temporal.Instant): Html =>
  isAfter(now, dueAt)
    ? warningText({
        text: `It was to be held by ${whenInWords(dueAt, now)}. Whatever you arrange now is late: say why below.`,
        iconFallbackText: 'Warning',
      })
    : html`<p class="govuk-body">To be held by <strong>${whenInWords(dueAt, now)}</strong>. A later time is possible with a reason, and counts as late.</p>`

function timeAndPlace({ form, standing }: ArrangeScreen): readonly Html[] {
  const minutes =
    standing === null ? usualMinutes : Math.round(standing.endsAt.since(standing.startsAt).total({ unit: 'minutes' }))
  return [
    timeInput(form, {
      name: 'startsAt',
      label: 'When does it begin?',
      fallback: standing === null ? '' : asTyped(standing.startsAt),
    }),
    textInput(
      form,
      { name: 'minutes', label: 'For how many minutes?', fallback: String(minutes) },
      { classes: 'govuk-input--width-3' },
    ),
    longInput(
      form,
      {
        name: 'lateReason',
        label: 'Only if it begins after the discussion is due: why?',
        fallback: standing?.lateReason ?? '',
      },
      2,
    ),
    choiceOf(
      form,
      { name: 'form', label: 'How is it held?', fallback: standing?.form ?? '' },
      Object.entries(forms).map(([value, text]) => ({ value, text })),
    ),
    textInput(form, {
      name: 'place',
      label: 'Place, or the link by which one joins',
      hint: 'It is sent by mail: no child’s name.',
      fallback: standing?.place ?? '',
    }),
  ]
}

function people({ form, discussion, standing, staff, userId }: ArrangeScreen): readonly Html[] {
  const chairsByRole = ({ roles }: Person): boolean => mayChair(roles)
  const chairs = [...staff.filter(chairsByRole), ...staff.filter((person) => !chairsByRole(person))]
  const me = staff.find(({ id }) => id === userId)
  const worker = staff.find(({ id }) => id === discussion.allocatedWorkerId)
  const takers = [...staff].sort((one, other) => Number(takes(other)) - Number(takes(one)))
  return [
    pickOf(
      form,
      {
        name: 'chairId',
        label: 'Who chairs it?',
        hint: 'A team manager or above, and not the allocated worker. Anybody else is possible, is shown as such, and is confirmed by a team manager afterwards.',
        fallback: standing?.chairId ?? (me !== undefined && chairsByRole(me) ? me.id : ''),
      },
      chairs.map((person) => ({
        value: person.id,
        text: `${called(person)}${notesOf(person, discussion)}`,
      })),
    ),
    pickOf(
      form,
      { name: 'minuteTakerId', label: 'Who takes the minutes?', fallback: standing?.minuteTakerId ?? '' },
      takers.map((person) => ({ value: person.id, text: called(person) })),
      'Nobody yet',
    ),
    ...(worker === undefined
      ? []
      : [tickOf(form, { name: 'worker', label: `Ask ${worker.name}, the allocated worker` })]),
  ]
}

const takes = ({ roles }: Person): boolean => roles.includes('minute-taker')
const called = ({ name, jobTitle }: Person): string => (jobTitle === '' ? name : `${name}, ${jobTitle}`)

function notesOf({ id, roles }: Person, { allocatedWorkerId }: Discussion): string {
  const notes = chairNotes({ roles, isAllocatedWorker: id === allocatedWorkerId })
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`
}

function invitees({ form, wanted, options, referrer }: ArrangeScreen): readonly Html[] {
  const questions: Readonly<Record<KeyPartner, () => Html>> = {
    'local-authority': () => html`<p class="govuk-body">Whoever chairs is asked.</p>`,
    nhs: () =>
      html`${pickOf(
        form,
        { name: 'healthService', label: 'Which health service?' },
        Object.entries(healthServices).map(([value, text]) => ({ value, text })),
      )}${whomOf('nhs')}`,
    police: () => whomOf('police'),
  }
  const whomOf = (partner: 'nhs' | 'police'): Html => {
    const fit = fitting(options, partner)
    return whomQuestions(form, { prefix: partner, label: 'Who is asked?', fallback: onlyDesk(fit) }, fit)
  }
  return [
    html`<h2 class="govuk-heading-m">Who is asked</h2>`,
    ...keyPartners.map(
      (partner) => html`<h3 class="govuk-heading-s">${partners[partner]}</h3>
${wanted.includes(partner) || partner === 'local-authority' ? questions[partner]() : html`<p class="govuk-body">Invited already.</p>`}`,
    ),
    checkboxes({
      idPrefix: 'others',
      name: 'others',
      fieldset: { legend: { text: 'Who else is needed?', classes: 'govuk-fieldset__legend--s' } },
      values: form.values('others'),
      items: otherKeys.map((key) => ({
        value: key,
        text: others[key].text,
        conditional: {
          html: whomQuestions(
            form,
            {
              prefix: key,
              label: `${others[key].text}: who is asked?`,
              ...(key === 'referrer' && referrer !== null ? { fallback: referrer } : {}),
            },
            fitting(options, others[key].partner),
          ),
        },
      })),
    }),
  ]
}
