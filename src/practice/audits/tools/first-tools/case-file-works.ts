import type { ToolSection } from '../content.ts'
import { met } from './asked.ts'

/** The work itself: the plan, time with the child, work with others. */
export const planToPartnership: readonly ToolSection[] = [
  {
    key: 'plan',
    title: 'Plan',
    guidance: 'The plan that stands today. Could the parents say from it what has to be different, and by when?',
    isGraded: true,
    questions: [
      met(
        'plan-specific',
        'Does it say what is to be different for the child?',
        '“Attend a parenting course” is an activity. “Sam is picked up on time and fed every day” is a difference.',
      ),
      met(
        'plan-measurable',
        'Can anybody see whether it is working?',
        'What would be seen or heard at home, at school, by the child.',
      ),
      met(
        'plan-owned',
        'Has each action one owner and a date, and were they kept?',
        'Dates carried on from review to review without a word are No.',
      ),
      met(
        'plan-contingency',
        'Does it say what happens if it does not work?',
        'What would be done, when, and that the parents know it.',
      ),
      met(
        'plan-reviewed',
        'Was it reviewed in time with those concerned, and changed when life changed?',
        'A new partner, a move, an arrest, a birth: look whether the plan noticed.',
      ),
    ],
  },
  {
    key: 'direct-work',
    title: 'Direct work and the child’s voice',
    guidance: 'Do you know this child after reading? What they like, fear, hope for?',
    isGraded: true,
    questions: [
      met(
        'visits',
        'Was the child seen as often as the plan asked, and as they needed?',
        'Alone, at home, in their bedroom where it matters. Look at gaps and what was done about them.',
      ),
      met(
        'direct-work-done',
        'Was there direct work that fits the child’s age and understanding?',
        'Drawings, stories, three houses, walks: whatever lets this child speak. Their language and disability were thought of.',
      ),
      met(
        'voice-changed-something',
        'Did what the child said or showed change something?',
        'Or were they told why it could not? A voice that is written down and changes nothing is Partly.',
      ),
    ],
  },
  {
    key: 'partnership',
    title: 'Partnership',
    guidance: 'With the family first, then between agencies.',
    isGraded: true,
    questions: [
      met(
        'with-parents',
        'Was it work with the parents, the father included, and not only about them?',
        'Honest about worries, respectful in words; they know what is expected and had help to do it.',
      ),
      met(
        'family-network',
        'Were the wider family and friends used as help for the child?',
        'A family group conference or a good reason why not.',
      ),
      met(
        'agencies-together',
        'Did agencies share what they knew and do what they said?',
        'Core groups or team around the family: who came, who did not, and what was done about that.',
      ),
      met(
        'disagreement-escalated',
        'Where agencies disagreed or one did not act, was it taken up?',
        'Not applicable: you looked, and there was no sign of it.',
      ),
    ],
  },
]
