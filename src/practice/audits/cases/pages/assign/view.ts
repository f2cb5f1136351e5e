import { count } from '#kernel/words'
import { button, details } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { choiceOf, longInput, type Option } from '#platform/questions'
import type { Assigned, Candidate } from '../../store/assignments.ts'
import type { AuditCase } from '../../store/cases.ts'
import { whyNots } from '../../words.ts'

/** What the form sends to take an audit off whoever has it. */
export const takeOff = 'nobody'

interface AssignAsked {
  readonly form: FormState
  readonly audited: AuditCase
  readonly standing: Assigned | undefined
  readonly candidates: readonly Candidate[]
}

export function assignView({ form, audited, standing, candidates }: AssignAsked): Html {
  const has = standing?.auditorId ?? null
  const free = candidates.filter(({ reasons, personId }) => reasons.length === 0 && personId !== has)
  const others = candidates.filter(({ reasons, personId }) => reasons.length > 0 && personId !== has)
  const choices: readonly Option[] = [
    ...free.map(({ personId, name, jobTitle, teamName, open }) => ({
      value: personId,
      text: jobTitle === '' ? name : `${name}, ${jobTitle}`,
      hint: `${teamName ?? 'In no team'}; has ${count(open, 'audit')} to do`,
    })),
    ...(has === null ? [] : [{ value: takeOff, text: 'Take it off, and give it to nobody yet', after: 'or' }]),
  ]
  return html`<p class="govuk-body">${audited.toolName}, work of ${audited.teamName ?? 'no team that is known'}. ${
    has === null ? 'Nobody has it yet.' : html`It is with <strong>${standing?.auditorName}</strong>.`
  }</p>
${free.length === 0 && html`<p class="govuk-body">Nobody is independent of it and free to audit it. The list below says what keeps each of them from it.</p>`}
${
  choices.length > 0 &&
  formTag(form, {}, [
    choiceOf(
      form,
      { name: 'auditorId', label: 'Who audits it?', hint: 'Only people who are independent of it are offered.' },
      choices,
    ),
    longInput(form, {
      name: 'reason',
      label: 'Why?',
      hint: 'Kept with the audit, for whoever asks how it came to be theirs.',
    }),
    button({ text: 'Record' }),
  ])
}
${others.length > 0 && details({ summaryText: `${count(others.length, 'person', 'people')} who may not audit it, and why`, html: notFree(others), open: free.length === 0 })}`
}

const notFree = (others: readonly Candidate[]): Html =>
  html`<ul class="govuk-list govuk-list--spaced">${others.map(
    ({ name, reasons }) =>
      html`<li><strong>${name}</strong> ${reasons.map((reason) => whyNots[reason]).join('; ')}.</li>`,
  )}</ul>`
