import { dateInWords } from '#kernel/words'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, type User } from '#platform/http'
import { choiceOf, longInput, pickOf, textInput } from '#platform/questions'
import type { Person, Team } from '#practice/organisation'
import { paths } from '../../../paths.ts'
import type { DeclaredConflict } from '../../store/conflicts.ts'
import { cards } from '../parts/cards.ts'

interface ConflictsShown {
  readonly form: FormState
  /** Whether they run audits, and see and declare those of everybody. */
  readonly runs: boolean
  readonly user: User
  readonly declared: readonly DeclaredConflict[]
  readonly teams: readonly Team[]
  readonly people: readonly Person[]
}

export const conflictsView = ({ form, runs, user, declared, teams, people }: ConflictsShown): Html =>
  html`<p class="govuk-body">What you cannot judge, because of who you are to somebody, is never given to you to audit. ${
    runs ? 'You see everybody’s; others see their own alone.' : 'Only you and those who run audits see it.'
  }</p>
${
  declared.length === 0
    ? html`<p class="govuk-body">${runs ? 'Nobody has declared a conflict.' : 'You have declared none.'}</p>`
    : cards(
        'Conflicts that stand',
        ['Who', 'About', 'Why', 'Until', ''],
        declared.map((each) => [
          each.personName,
          aboutInWords(each),
          each.reason,
          each.untilDay === null ? 'Further notice' : dateInWords(each.untilDay),
          html`<a class="govuk-link" href="${paths.withdrawConflict({ conflictId: each.id })}">Take back<span class="govuk-visually-hidden"> that of ${each.personName} about ${aboutInWords(each)}</span></a>`,
        ]),
      )
}
<h2 class="govuk-heading-m">Declare a conflict</h2>
${formTag(form, {}, [
  ...(runs
    ? [
        pickOf(
          form,
          { name: 'personId', label: 'Whose is it?', fallback: user.personId },
          people.map(({ id, name }) => ({ value: id, text: name })),
        ),
      ]
    : []),
  choiceOf(form, { name: 'about', label: 'What is it about?' }, [
    {
      value: 'team',
      text: 'The work of a team',
      reveals: pickOf(
        form,
        { name: 'teamId', label: 'Which team?' },
        teams.map(({ id, name }) => ({ value: id, text: name })),
      ),
    },
    {
      value: 'person',
      text: 'The work of a person',
      reveals: pickOf(
        form,
        { name: 'aboutPersonId', label: 'Who?' },
        people.map(({ id, name }) => ({ value: id, text: name })),
      ),
    },
    {
      value: 'child',
      text: 'A child',
      reveals: textInput(
        form,
        { name: 'child', label: 'The child’s reference', hint: 'It is on their record: CH-1234' },
        { classes: 'govuk-input--width-10' },
      ),
    },
  ]),
  longInput(form, {
    name: 'reason',
    label: 'Why?',
    hint: 'Enough to be understood; nothing that is nobody’s business.',
  }),
  textInput(
    form,
    {
      name: 'untilDay',
      label: 'Until when? (optional)',
      hint: 'Empty for until further notice. For example, 27/11/2026.',
    },
    { classes: 'govuk-input--width-10' },
  ),
  button({ text: 'Declare it' }),
])}`

const aboutInWords = ({ teamName, aboutPersonName, childReference }: DeclaredConflict): string =>
  teamName ??
  (aboutPersonName === null
    ? `Child ${childReference ?? 'whose record is closed to you'}`
    : `The work of ${aboutPersonName}`)
