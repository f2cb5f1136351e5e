import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { button, details, insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { choiceOf, longInput, type Option, optionsOf, pickOf, type Question } from '#platform/questions'
import type { Discussion } from '../../../store/discussions.ts'
import { meetingPaths } from '../../paths.ts'
import type { ChildOutcome } from '../../store/outcomes.ts'
import type { RecordText, RecordVersion } from '../../store/records.ts'
import { childOutcomes } from '../../words.ts'
import type { NamedChild } from '../parts/children.ts'
import { recordTextView } from '../parts/record-text.ts'

export interface RecordView {
  readonly form: FormState
  readonly discussion: Discussion
  /** What stands; null while there is none. */
  readonly stands: RecordVersion | null
  readonly children: readonly NamedChild[]
  readonly outcomes: ReadonlyMap<string, ChildOutcome>
  readonly authorisers: readonly Option[]
  /** The chair, where the chair may authorise. */
  readonly likelyAuthoriser: string
  readonly now: Temporal.Instant
}

/** The parts of the record before the outcomes, in the order in which a discussion goes. */
const analysis: readonly (readonly [name: keyof RecordText, label: string, hint: string])[] = [
  ['harm', 'Harm', 'What has happened or may happen to the child, and what it does to them.'],
  ['likelihood', 'How likely it is', 'How likely significant harm is, and how soon.'],
  ['history', 'History used', 'What of the family’s history was looked at, and what it says.'],
  ['protects', 'What protects', 'Who and what keeps the child safe now.'],
  ['unknowns', 'What is not known', 'Always needed. If nothing is open, say so.'],
  ['childsView', 'The child’s view', 'What the child says or shows, when they were seen, or how you will find out.'],
]

export function recordView(view: RecordView): Html {
  const { form, discussion, stands, now } = view
  const wasOvertaken = form.wasTyped && form.problems.length === 0 && form.draftSavedAt === null
  const corrects = wasOvertaken ? (stands?.id ?? '') : form.value('corrects', stands?.id ?? '')
  const asked = (name: keyof RecordText, label: string, hint: string): Question => ({
    ...{ name, label, hint },
    fallback: stands?.[name] ?? '',
  })
  return html`${discussion.state !== 'held' && notHeldYet(discussion)}
${wasOvertaken && stands !== null && details({ summaryText: `What ${stands.recordedByName} recorded`, html: recordTextView(stands), open: true })}
${formTag(form, { autosave: true }, [
  html`<input type="hidden" name="corrects" value="${corrects}">`,
  html`<h2 class="govuk-heading-m">Analysis</h2>`,
  ...analysis.map(([name, label, hint]) => longInput(form, asked(name, label, hint))),
  html`<h2 class="govuk-heading-m">Decision</h2>`,
  longInput(
    form,
    asked('decision', 'What was decided', 'For the family as a whole. What was decided for each child comes next.'),
  ),
  ...view.children.map((child) => childQuestions(view, child)),
  pickOf(
    form,
    {
      name: 'authorisedBy',
      label: 'Who authorised the section 47 enquiry?',
      hint: 'Needed if one begins for any child. Team manager or above.',
      fallback: view.likelyAuthoriser,
    },
    view.authorisers,
    'Nobody: none begins',
  ),
  html`<h2 class="govuk-heading-m">Plan</h2>`,
  longInput(
    form,
    asked('immediatePlan', 'Immediate safety plan', 'What is done today, by whom, so that the child is safe tonight.'),
  ),
  longInput(
    form,
    asked(
      'interimPlan',
      'Interim safety plan',
      'How the child is kept safe until a conference is held. Always needed with a section 47 enquiry.',
    ),
  ),
  longInput(form, asked('familyTold', 'What the family is told', 'What, by whom, when; or why not yet.')),
  ...(stands === null && corrects === '' ? [] : [correctionReason(form, stands, now)]),
  button({ text: stands === null ? 'Record' : 'Record the correction', preventDoubleClick: true }),
])}`
}

const notHeldYet = ({ id }: Discussion): Html =>
  insetText({
    html: html`It is not yet recorded that this discussion was held. You can write here meanwhile; before you record, <a class="govuk-link" href="${meetingPaths.hold({ discussionId: id })}">record that it was held</a>.`,
  })

const correctionReason = (form: FormState, stands: RecordVersion | null, now: Temporal.Instant): Html =>
  longInput(
    form,
    {
      name: 'correctionReason',
      label: 'Why is the record corrected?',
      hint: `What ${stands?.recordedByName ?? 'somebody'} recorded${stands === null ? '' : ` ${whenInWords(stands.recordedAt, now)}`} stays on record. The corrected record has to be sent round again.`,
    },
    2,
  )

function childQuestions({ form, outcomes }: RecordView, { childId, name }: NamedChild): Html {
  const stands = outcomes.get(childId)
  const field = (part: string) => `child.${childId}.${part}`
  return html`<div class="los-section">
${choiceOf(form, { name: field('outcome'), label: `What was decided for ${name}?`, fallback: stands?.outcome ?? '' }, optionsOf(childOutcomes))}
${longInput(form, { name: field('reasons'), label: `Why, for ${name}`, fallback: stands?.reasons ?? '' })}
${longInput(form, { name: field('dissent'), label: 'Who saw it differently, and how', hint: 'Leave empty if nobody did.', fallback: stands?.dissent ?? '' }, 2)}
</div>`
}
