import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { FormState } from '#platform/http'
import { choiceOf, longInput, optionsOf, pickOf, type Question, textInput } from '#platform/questions'
import { actionFields, type OwnerChoice } from '#practice/actions'
import { findingKinds, voices } from '../../../words.ts'
import type { Submission } from '../../store/submissions.ts'
import type { Theme } from '../../store/tool.ts'
import type { Heard } from '../../store/voices.ts'
import type { Beside } from './form.ts'

const mostSlots = 20

/** How many places of a kind the form has: those that were typed into, and one more where that was asked for. */
export function slotsOf(form: FormState, kind: 'finding' | 'action', least: number): number {
  const places = form.names(`${kind}.`).map((name) => Number(name.split('.')[1]))
  const typed = Math.max(0, ...places.filter(Number.isInteger).map((place) => place + 1))
  return Math.min(mostSlots, Math.max(least, typed) + (form.value('more') === kind ? 1 : 0))
}

const more = (kind: 'finding' | 'action', text: string): Html =>
  button({ text, name: 'more', value: kind, classes: 'govuk-button--secondary' })

/** What went well, what is to be learned, and findings under their themes. */
export const findingsForm = (form: FormState, themes: readonly Theme[], stands: Submission | null): Html =>
  html`<h2 class="govuk-heading-m">What you found</h2>
${longInput(form, { name: 'wentWell', label: 'What went well', hint: 'So that it is done again. If nothing did, say so.', fallback: stands?.wentWell ?? '' })}
${longInput(form, { name: 'learning', label: 'Learning', hint: 'What the worker, the team or the service can learn from this.', fallback: stands?.learning ?? '' })}
${Array.from({ length: slotsOf(form, 'finding', Math.max(1, stands?.findings.length ?? 0)) }, (_each, place) => findingForm(form, place, themes, stands))}
${more('finding', 'Add another finding')}`

function findingForm(form: FormState, place: number, themes: readonly Theme[], stands: Submission | null): Html {
  const known = stands?.findings[place]
  const asked = (field: string, label: string, fallback = ''): Question => ({
    ...{ name: `finding.${place}.${field}`, label, fallback },
  })
  return html`<div class="los-section"><h3 class="govuk-heading-s">Finding ${place + 1} (optional)</h3>
${longInput(form, asked('words', `Finding ${place + 1}: what was found?`, known?.words), 2)}
${choiceOf(form, asked('kind', `Finding ${place + 1}: did it go well?`, known?.kind), optionsOf(findingKinds), 'govuk-radios--inline')}
${
  themes.length === 0
    ? html`<input type="hidden" name="finding.${place}.theme" value="">`
    : pickOf(
        form,
        asked('theme', `Finding ${place + 1}: its theme`, known?.themeId ?? ''),
        themes.map(({ id, name }) => ({ value: id, text: name })),
        'No theme',
      )
}</div>`
}

/** What is to be done about it: into the register of actions when the audit is sent in. */
export const actionsForm = (form: FormState, owners: readonly OwnerChoice[]): Html =>
  html`<h2 class="govuk-heading-m">Actions</h2>
<p class="govuk-body">They go into the register of actions when you send in the audit. Leave empty what you do not need.</p>
${Array.from({ length: slotsOf(form, 'action', 1) }, (_each, place) => html`<div class="los-section"><h3 class="govuk-heading-s">Action ${place + 1} (optional)</h3>${actionFields(form, { prefix: `action.${place}.`, owners })}</div>`)}
${more('action', 'Add another action')}`

/** The worker's reflection, and the family, asked where it is safe. */
export function voicesForm(form: FormState, beside: Beside, heard: readonly Heard[]): Html | null {
  const said = heard.filter(({ who, said }) => who === 'worker' && said !== '')
  if (beside.family.length + beside.silentWorkers.length + said.length === 0) return null
  return html`<h2 class="govuk-heading-m">Who was heard</h2>
${said.map(({ personName, said }) => html`<h3 class="govuk-heading-s">Reflection by ${personName}</h3><p class="govuk-body los-lines">${said}</p>`)}
${beside.silentWorkers.map(({ personId, name }) =>
  longInput(
    form,
    {
      name: `worker.${personId}.whyNot`,
      label: `Why is there no reflection by ${name}?`,
      hint: 'They were asked in My work. Speak with them: if they write it before you send in the audit, this question goes.',
      fallback: heard.find((each) => each.personId === personId)?.whyNot ?? '',
    },
    2,
  ),
)}
${beside.family.map((who) => familyForm(form, who, heard))}`
}

function familyForm(form: FormState, who: Beside['family'][number], heard: readonly Heard[]): Html {
  const known = heard.find((each) => each.who === who)
  const field = (name: string) => `voice.${who}.${name}`
  const asked = known === undefined ? '' : known.wasAsked ? 'yes' : 'no'
  const input = (name: string, label: string, fallback = '') =>
    longInput(form, { name: field(name), label, fallback }, 2)
  return choiceOf(
    form,
    {
      name: field('asked'),
      label: `${voices[who]}: ${who === 'child' ? 'was the child' : 'were the parents'} asked?`,
      hint: 'Only where it is safe, and the team agrees. That they were not asked, and why, is an answer.',
      fallback: asked,
    },
    [
      {
        value: 'yes',
        text: 'Yes',
        reveals: html`${textInput(form, { name: field('agreedWith'), label: 'With whom of the team was that agreed?', fallback: known?.agreedWith ?? '' })}${input('said', 'What did they say?', known?.said)}`,
      },
      { value: 'no', text: 'No', reveals: input('whyNot', 'Why not?', known?.whyNot) },
    ],
  )
}
