import type { ToolSection } from '../content.ts'
import { met } from './asked.ts'

/** The second half of the audit of a strategy discussion: what was decided, who does what, and what came after. */
export const decisionAndAfter: readonly ToolSection[] = [
  {
    key: 'decision',
    title: 'The decision and the children’s safety',
    guidance: '',
    isGraded: false,
    questions: [
      met(
        'decision-reasons',
        'Is the decision there for each child, with reasons that follow from what was shared?',
        'Enquiry or none, joint or single agency, medical or none. “All agreed” is no reason.',
      ),
      met(
        'dissent',
        'Where somebody disagreed, is it recorded who, why, and what was done about it?',
        'Not applicable only when each partner’s own view is recorded and they agree.',
      ),
      met(
        'immediate-safety',
        'Is there an immediate safety plan: where each child is tonight, with whom, and who checks?',
        'It names people and times, and says what happens if it does not hold. Not applicable: the children were in no danger, and it says why.',
      ),
      met(
        'interim-safety',
        'Is there a plan for the days or weeks until the enquiry or the conference is over?',
        'Children wait longer than planned. Who sees them meanwhile, how often, and what would make anybody act sooner?',
      ),
    ],
  },
  {
    key: 'actions',
    title: 'Who does what, and what the family is told',
    guidance: '',
    isGraded: false,
    questions: [
      met(
        'actions-owned',
        'Has each action one named owner and a date?',
        '“Police to update” is neither. Look also whether they were done: an action nobody did kept nobody safe.',
      ),
      met(
        'family-told',
        'Is it decided what the parents and the children are told, by whom and when?',
        'Also what they are not told yet and why: evidence, or a child’s safety.',
      ),
      met(
        'record-circulated',
        'Was the record sent to everybody within one working day, to absentees and the referrer as well?',
        'Look at when it went and to whom. Partly: sent late, or only to those who were there.',
      ),
    ],
  },
  {
    key: 'after',
    title: 'What came after',
    guidance: '',
    isGraded: false,
    questions: [
      met(
        'second-discussion',
        'If a second discussion was needed, was it held?',
        'Needed when a partner or a key fact was missing, when new facts came, or when the enquiry found something else. Not applicable: nothing called for one.',
      ),
      met(
        'conference-target',
        'If a child protection conference was called: was its date reckoned from the right discussion?',
        'Fifteen working days from the discussion at which the section 47 enquiry was begun, not from a later one. Not applicable: no conference was called.',
      ),
      met(
        'conference-met',
        'Was the conference held within that time, or is it said why not and how the children were kept safe?',
        'A reason about these children, not about diaries. Not applicable: no conference was called.',
      ),
    ],
  },
]
