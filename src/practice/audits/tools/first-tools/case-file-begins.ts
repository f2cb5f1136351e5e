import type { ToolSection } from '../content.ts'
import { met } from './asked.ts'

/** How the case began: the history, the referral, the assessment. */
export const historyToAssessment: readonly ToolSection[] = [
  {
    key: 'chronology',
    title: 'Chronology and family history',
    guidance: 'Would somebody new know in ten minutes what this child has lived through?',
    isGraded: true,
    questions: [
      met(
        'chronology-current',
        'Is there a chronology of what mattered to the child, up to date?',
        'Moves, losses, harm, help, good times; the last entry within the last months. A list of every visit and e-mail is Partly.',
      ),
      met(
        'family-known',
        'Is the family known: who belongs to it, fathers and wider family included, and what they lived through themselves?',
        'Look for the father and his family above all, and for who else could care or help.',
      ),
      met(
        'history-thought-about',
        'Is the history used to understand what is happening now?',
        'Patterns named: what began it each time, what helped, what was tried and did not.',
      ),
    ],
  },
  {
    key: 'referral',
    title: 'Referral and decision',
    guidance: 'The latest referral; for a long open case, the latest event that called for a decision.',
    isGraded: true,
    questions: [
      met(
        'right-response',
        'Did the referral meet the right response, in time for this child?',
        'Neither more nor less than was needed. Judge by what was known or could have been asked then.',
      ),
      met(
        'referral-reason',
        'Does the decision say why, and does the reason use the history?',
        'Someone who does not know the family can follow it.',
      ),
      met(
        'first-told',
        'Were the family and the referrer told what would happen?',
        'Not applicable only where telling the family would have put the child at risk, and it says so.',
      ),
    ],
  },
  {
    key: 'assessment',
    title: 'Assessment',
    guidance: 'The latest one. If there should have been a newer one, say so under the last question.',
    isGraded: true,
    questions: [
      met(
        'assessment-time',
        'Was it finished in a time that fitted this child?',
        '45 working days at most, and sooner where the child could not wait. A good reason for longer is one about the child.',
      ),
      met(
        'seen-alone',
        'Was the child seen alone, and often enough to be known?',
        'Who, where and how often. For a baby or a child who does not speak: watched with each carer.',
      ),
      met(
        'assessment-views',
        'Are the child’s and each parent’s views there, in their own words, and did they count?',
        'Yes: you can see what the views changed, or why they could not be followed.',
      ),
      met(
        'assessment-history',
        'Is the history analysed, and not only told?',
        'What it means for the risk and for what may help now.',
      ),
      met(
        'agencies-contributed',
        'Did the agencies that know the child contribute, and was it weighed?',
        'School or nursery and health nearly always; those who treat or supervise the parents.',
      ),
      met(
        'analysis-sound',
        'Is there an analysis: what is going on, what it is like for the child, what will happen if nothing changes?',
        'Strengths and risks weighed against each other, for each child apart.',
      ),
      met(
        'conclusion-follows',
        'Does the conclusion follow from the evidence?',
        'Cover the conclusion and read the rest. Would you have come to the same one?',
      ),
      met(
        'assessment-signed',
        'Did a manager sign it with their own thinking?',
        '“Agreed” is no thinking. Look for what they added, questioned or asked to be done again.',
      ),
    ],
  },
]
