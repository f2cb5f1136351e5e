import { dateInWords } from '#kernel/words'
import { type Html, html } from '#platform/html'
import type { FormState } from '#platform/http'
import type { Child } from '../../store/children.ts'
import { ethnicities, genders, needs } from '../../words.ts'
import { choiceQuestion, dayQuestion, listQuestion, textQuestion } from './fields.ts'

/** The questions about who a child is, filled with what stands when a record is changed. */
export function identityQuestions(form: FormState, child?: Child): Html {
  const day = (date: Child['dateOfBirth']): string => (date ? dateInWords(date) : '')
  const disability =
    child?.hasDisability === undefined || child.hasDisability === null ? '' : child.hasDisability ? 'yes' : 'no'
  return html`${textQuestion(form, { name: 'givenName', label: 'Given names', hint: 'Leave empty for a child who is not named yet', fallback: child?.givenName ?? '' })}
${textQuestion(form, { name: 'familyName', label: 'Family name', fallback: child?.familyName ?? '' })}
${dayQuestion(form, { name: 'dateOfBirth', label: 'Date of birth', fallback: day(child?.dateOfBirth ?? null) })}
${dayQuestion(form, { name: 'expectedDate', label: 'Expected date, for an unborn child', hint: 'Or a day near it', fallback: day(child?.expectedDate ?? null) })}
${listQuestion(form, { name: 'gender', label: 'Gender', options: genders, none: 'Not known yet', fallback: child?.gender ?? '' })}
${listQuestion(form, { name: 'ethnicity', label: 'Ethnicity', options: ethnicities, none: 'Not known yet', fallback: child?.ethnicity ?? '' })}
${choiceQuestion(form, { name: 'hasDisability', label: 'Does the child have a disability?', hint: 'Leave open if nobody knows yet', options: { yes: 'Yes', no: 'No' }, fallback: disability })}
${listQuestion(form, { name: 'primaryNeed', label: 'Primary need', options: needs, none: 'Not known yet', fallback: child?.primaryNeed ?? '' })}`
}
