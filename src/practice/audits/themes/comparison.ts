import { type Html, html } from '#platform/html'
import type { CycleSection } from '../cases/pages/cycle/page.ts'
import { cards } from '../cases/pages/parts/cards.ts'
import { goodOrBetter, sizeOf } from '../report/data.ts'
import { shareInWords } from '../report/document/blocks.ts'
import { gradeNames, grades } from '../words.ts'
import { gradesOfRounds, type RoundGrades } from './store/rounds.ts'

/** A re-audit's result against that of the round it follows, side by side; on the page of the re-audit. */
export const comparisonSection: CycleSection = async ({ tx, cycle }) => {
  if (cycle.follows === null) return null
  const rounds = await gradesOfRounds(tx, [cycle.follows, cycle.id])
  return rounds === null
    ? null
    : html`<h2 class="govuk-heading-m">Against the round that it follows</h2>${sideBySide(rounds)}`
}

/** Grades of rounds, the first audit above its re-audit, with n and interval: only the grades that stand. */
export const sideBySide = (
  rounds: readonly RoundGrades[],
): Html => html`<p class="govuk-body">Where the intervals overlap widely, the difference may be chance. Compare only what was drawn alike.</p>
${cards(
  'Grades side by side',
  [
    'Round',
    'Audits',
    'With a grade that stands',
    ...gradeNames.map((grade) => grades[grade]),
    'Good or better (95 % interval)',
  ],
  rounds.map((round) => [
    `${round.reference} ${round.name}`,
    round.audits,
    sizeOf(round.grades),
    ...gradeNames.map((grade) => round.grades[grade]),
    shareInWords(goodOrBetter(round.grades), sizeOf(round.grades)),
  ]),
)}`
