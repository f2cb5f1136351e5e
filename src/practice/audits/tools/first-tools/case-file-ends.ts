import type { ToolSection } from '../content.ts'
import { met, words } from './asked.ts'

/** What holds the work and what came of it: oversight, recording, identity, impact. */
export const oversightToImpact: readonly ToolSection[] = [
  {
    key: 'oversight',
    title: 'Management oversight and supervision',
    guidance: 'Whether a manager’s thinking made a difference, not whether their name is there.',
    isGraded: true,
    questions: [
      met(
        'oversight-decisions',
        'Are the manager’s decisions there when they were needed, with the reason?',
        'At each turn of the case: opening, a new injury, a change of plan, closing.',
      ),
      met(
        'oversight-steer',
        'Did the manager steer and challenge?',
        'Drift noticed, optimism questioned, help given where the worker was stuck.',
      ),
      met(
        'supervision-on-time',
        'Was there supervision of this child’s case, on time?',
        'By the authority’s own standard. Look at the longest gap and what happened in it.',
      ),
      met(
        'supervision-reflects',
        'Does the supervision reflect: an idea of what is going on, how it was tested, what would change the view?',
        'For this child, and not only a list of tasks.',
      ),
    ],
  },
  {
    key: 'recording',
    title: 'Recording',
    guidance: 'As the child may read it one day.',
    isGraded: true,
    questions: [
      met(
        'recording-current',
        'Is the record up to date, and were things written down soon after they happened?',
        'Compare when visits were made and when they were recorded.',
      ),
      met(
        'recording-clear',
        'Are fact, opinion and what somebody said kept apart, in plain and respectful words?',
        'No blame, no jargon that the family could not follow.',
      ),
      met(
        'recording-right',
        'Is it right: people, relationships, addresses, who may be told what?',
        'A wrong father or a shown address can do harm. Say what you found so that it can be put right.',
      ),
    ],
  },
  {
    key: 'identity',
    title: 'Identity and diversity',
    guidance: 'Who this child is, and whether the work fitted them.',
    isGraded: true,
    questions: [
      met(
        'identity-known',
        'Is it known what matters to who this child is?',
        'Ethnicity, language, faith, disability, sex and gender, sexuality, class, where they come from; as they would say it themselves.',
      ),
      met(
        'identity-in-work',
        'Did the work take it into account?',
        'Interpreters who are not relatives, workers and services that fit, discrimination that was named and dealt with.',
      ),
    ],
  },
  {
    key: 'impact',
    title: 'Impact',
    guidance: 'The section to think about longest.',
    isGraded: true,
    questions: [
      met(
        'safer',
        'Is the child safer than when this began?',
        'What shows it? What the child, the school or the family say counts more than that actions were done.',
      ),
      met(
        'better',
        'Is daily life better for the child?',
        'Sleep, food, school, friends, somebody who is there for them.',
      ),
      met(
        'delay',
        'Was the child spared drift and delay?',
        'Weeks or months in which nothing moved although it should have. Say what they meant for this child.',
      ),
      words({
        key: 'difference',
        text: 'What would this child say has changed?',
        guidance: 'In a sentence or two, from what you read and heard. If you cannot tell, say so: that is a finding.',
      }),
    ],
  },
]
