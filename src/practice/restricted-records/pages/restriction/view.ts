import type { Temporal } from 'temporal-polyfill'
import { dateInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, may, type User } from '#platform/http'
import type { Person } from '#practice/organisation'
import { paths } from '../../paths.ts'
import type { PastRestriction, Restriction } from '../../store/restrictions.ts'
import { restrictionCategories, restrictionSteps } from '../../words.ts'
import { choiceQuestion, longQuestion, peopleQuestion, personQuestion } from '../parts/questions.ts'

interface RestrictionPage {
  readonly childId: string
  readonly restriction: Restriction | null
  readonly past: readonly PastRestriction[]
  readonly people: readonly Person[]
  readonly mayManage: boolean
  readonly form: FormState
  readonly user: User
  readonly now: Temporal.Instant
}

export function restrictionView(given: RestrictionPage): Html {
  const { restriction, past, mayManage, now } = given
  return html`${restriction === null ? notYet(given) : standing(restriction, given)}
${mayManage && manageForm(given)}
${past.length > 0 && html`<h2 class="govuk-heading-m">What has been decided</h2><ul class="govuk-list govuk-list--spaced">${past.toReversed().map((step) => pastLine(step, now))}</ul>`}`
}

const notYet = ({ past, mayManage }: RestrictionPage): Html =>
  html`<p class="govuk-body">${past.length === 0 ? 'This record is open to everybody who may read records.' : 'The restriction was lifted: the record is open to everybody who may read records.'}</p>
${mayManage && html`<p class="govuk-body">Once it is restricted, only its guardian and the people you name can open it. Other staff who search are told to call the duty manager. Partners are told nothing.</p>`}`

const standing = (restriction: Restriction, { childId, mayManage, user }: RestrictionPage): Html =>
  html`${summaryList({
    rows: [
      ['Category', restrictionCategories[restriction.category]],
      ['Reason', restriction.reason],
      ['Guardian', restriction.guardianName],
      ['Also open to', restriction.readers.map(({ name }) => name).join(', ') || 'Nobody else'],
      ['Review by', dateInWords(restriction.reviewDueOn)],
    ].map(([key = '', value = '']) => ({ key: { text: key }, value: { text: value } })),
  })}
<div class="los-actions govuk-!-margin-bottom-6">${mayManage && button({ text: 'Review the restriction', href: paths.review({ childId }) })}
${(mayManage || may(user, access.watchReading)) && html`<a class="govuk-link" href="${paths.readings({ childId })}">Who read the record</a>`}</div>`

const manageForm = ({ restriction, people, form, user }: RestrictionPage): Html =>
  html`${restriction !== null && html`<h2 class="govuk-heading-m">Change it</h2>`}${formTag(form, {}, [
    choiceQuestion(
      form,
      { name: 'category', label: 'Why is it restricted?', fallback: restriction?.category ?? '' },
      restrictionCategories,
    ),
    personQuestion(
      form,
      {
        name: 'guardianId',
        label: 'Guardian',
        hint: 'Answers for the record: reviews the restriction, is told when the glass is broken, sees who read it.',
        fallback: restriction?.guardianId ?? '',
      },
      people,
    ),
    peopleQuestion(
      form,
      { name: 'readers', label: 'Who else may open it?', hint: 'Leave yourself out if you do not need it.' },
      people,
      restriction?.readers.map(({ personId }) => personId) ?? [user.personId],
    ),
    longQuestion(form, {
      name: 'reason',
      label: restriction === null ? 'Reason' : 'Reason for the restriction as it will stand',
      fallback: restriction?.reason ?? '',
    }),
    button({ text: restriction === null ? 'Restrict the record' : 'Change the restriction' }),
  ])}`

const pastLine = (step: PastRestriction, now: Temporal.Instant): Html =>
  html`<li><strong>${restrictionSteps[step.kind]}</strong> ${whenInWords(step.recordedAt, now)}${step.recordedByName !== null && `, ${step.recordedByName}`}${step.kind !== 'lifted' && step.guardianName !== null && `; guardian ${step.guardianName}`}<br>${step.reason}</li>`
