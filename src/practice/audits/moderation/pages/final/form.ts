import { z } from 'zod'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { type Html, html } from '#platform/html'
import { type FormState, fields } from '#platform/http'
import { choiceOf, longInput, optionsOf } from '#platform/questions'
import { type Grade, gradeNames, grades } from '../../../words.ts'
import { agreedSections } from '../../rules/side-by-side.ts'
import type { Final } from '../../store/finals.ts'
import type { Sides } from '../../store/sides.ts'

/** A final grade as it is typed: by the two, or by a panel. */
export const finalFields = {
  grade: fields.choice(gradeNames, 'Choose the final grade'),
  reasons: fields.text('Say why this is the final grade', 5000),
  sections: z.record(z.string(), z.string()).prefault({}),
  correctionReason: fields.optionalText(2000),
  /** The final grade that stood when the form was opened. */
  replaces: fields.optionalId('Open the page again'),
}

/** Sections whose grade is to be settled, since the two did not give the same. */
const toSettle = ({ compared }: Sides) => {
  const alike = agreedSections(compared)
  return compared.sections.filter(({ key, grade }) => grade !== null && alike[key] === undefined)
}

/** Reads the grades of the sections; those that both gave alike stand. Invalid where one is missing. */
export function readSections(
  sides: Sides,
  typed: Readonly<Record<string, string>>,
): Checked<Readonly<Record<string, Grade>>> {
  const found: Record<string, Grade> = { ...agreedSections(sides.compared) }
  const problems = toSettle(sides).flatMap(({ key, title }) => {
    const grade = gradeNames.find((name) => name === typed[key])
    if (grade === undefined) return [{ field: `sections.${key}`, message: `Choose the final grade of ${title}` }]
    found[key] = grade
    return []
  })
  return problems.length > 0 ? invalid(...problems) : ok(found)
}

/** Invalid where something is replaced and nobody said why. */
export const readCorrection = (stands: Final | null, reason: string | null): Checked<string> =>
  stands !== null && reason === null
    ? invalid({ field: 'correctionReason', message: 'Say why it is not what stood before' })
    : ok(reason ?? '')

export function finalForm(form: FormState, sides: Sides, stands: Final | null): Html {
  return html`<input type="hidden" name="replaces" value="${form.problems.length > 0 ? form.value('replaces') : (stands?.id ?? '')}">
${toSettle(sides).map(({ key, title }) =>
  choiceOf(
    form,
    { name: `sections.${key}`, label: `Final grade of ${title}` },
    optionsOf(grades),
    'govuk-radios--inline',
  ),
)}
${choiceOf(form, { name: 'grade', label: 'Final grade overall' }, optionsOf(grades), 'govuk-radios--inline')}
${longInput(form, { name: 'reasons', label: 'Why?', hint: 'What in the record decides it. The team reads this.' }, 5)}
${
  stands !== null &&
  longInput(form, {
    name: 'correctionReason',
    label: 'Why is it not what stood before?',
    hint: `${grades[stands.grade]} stays on record beside this.`,
  })
}`
}
