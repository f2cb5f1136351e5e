import { type FirstTool, met } from './asked.ts'

/** Practice: one contact and what was decided about it, child by child. */
export const contactDecision: FirstTool = {
  key: 'contact-decision',
  name: 'Contact and decision',
  subject: 'contact',
  content: {
    introduction: `Read the whole contact first: who rang, what they said, every conversation, the decision and its reason.
Where a contact is about several children, look at each of them. An answer is Yes only when it is so for all.

You are asking one thing: did the right conversations happen with the right people in time, so that this child got what they needed? A full record of a poor decision is not good work. A short record of a sound one may be.`,
    grading: {
      outstanding:
        'The conversations changed what happened for this child for the better. Somebody asked what others would not have asked, the parents and the referrer know where they stand, and the next person to ring would find the thinking, not only the result.',
      good: 'The child got the right response in time. The history and the household were thought about, the reason follows from what was found out, and those who needed to know were told. Small gaps made no difference to the child.',
      'requires-improvement':
        'The outcome was probably right, but somebody reading it could not be sure why, or the child waited longer than they should have. Something that mattered was not asked, not followed up, or not told to the family or the referrer.',
      inadequate:
        'The child was, or may have been, left at risk or without help: known history was not used, what was said was not followed up, nobody responsible decided, or the decision came too late to help. Raise a worry for the child’s safety at once if they may still be at risk.',
    },
    voices: ['worker'],
    sections: [
      {
        key: 'conversations',
        title: 'Conversations',
        guidance: 'What was found out before anybody decided.',
        isGraded: false,
        questions: [
          met(
            'conversations-complete',
            'Were the conversations complete: everybody who could say something about this child’s situation was spoken to?',
            'Look for the referrer, each parent or carer, and professionals who know the child now. Partly: somebody who mattered was left out, or was only left a message.',
          ),
          met(
            'parents-told',
            'Were the parents told that the contact was made, or is it said why not?',
            'Each parent who carries responsibility, also one who lives elsewhere. “Not told” is sound only with a reason about this child’s safety, not a general one.',
          ),
          met(
            'checks-authorised',
            'Where checks were made without the parents’ knowledge or against their wish, did a manager authorise them, with a reason?',
            'The authorisation comes before the checks. Not applicable: the parents knew and agreed, or no check was made.',
          ),
          met(
            'agency-checks',
            'Were the checks with other agencies proportionate, and did they come back before the decision?',
            'Neither everybody for every contact nor nobody. Where an answer did not come back, look whether it was chased or the decision says why it could not wait.',
          ),
        ],
      },
      {
        key: 'child-and-history',
        title: 'The child, the household and the history',
        guidance: 'Whether this contact was seen as part of a child’s life or as a single event.',
        isGraded: false,
        questions: [
          met(
            'household-considered',
            'Was every child of the household considered, and every adult in it?',
            'Brothers and sisters, an unborn child, half-siblings elsewhere, a new partner. Look who is missing from what the worker wrote.',
          ),
          met(
            'history-used',
            'Was the history used: earlier contacts, referrals and what came of them?',
            'Listing earlier contacts is not using them. Yes: the reason says what the pattern means, for example a third contact about the same worry.',
          ),
          met(
            'child-view',
            'Is the child’s own view there, or how they are and behave if they are too small or could not be asked?',
            'It can come from somebody who knows the child well. Not applicable hardly ever: say then why nobody could know.',
          ),
        ],
      },
      {
        key: 'decision',
        title: 'The decision',
        guidance: 'Who decided, when, and whether the reason holds.',
        isGraded: false,
        questions: [
          met(
            'rationale',
            'Does the reason say why this outcome, and not another?',
            'Someone who has never heard of the family should follow it: what is known, what is not, what was weighed. A summary of the contact is not a reason.',
          ),
          met(
            'outcome-right',
            'On what was known then, was the outcome right for each child?',
            'Judge by what was known or could have been found out then, not by what happened later. If you disagree, say what you would have decided.',
          ),
          met(
            'recorded-at-once',
            'Was it decided by somebody who may decide, and recorded at once?',
            'Compare the time of deciding with the time of recording. Hours later, from memory, is No unless it is said why.',
          ),
          met(
            'within-time',
            'Was it decided within 24 hours, or is there a manager’s reason that holds?',
            'The clock runs from when the contact came in. A holding outcome is no decision. “Busy” is not a reason about this child.',
          ),
        ],
      },
      {
        key: 'told',
        title: 'Who was told',
        guidance: 'Whether those who were worried, and the family, know what became of it.',
        isGraded: false,
        questions: [
          met(
            'referrer-told',
            'Was the referrer told what was decided and why, in time to do something else if they disagree?',
            'A member of the public can be told that it was dealt with. Not applicable: nobody can be told, for example an anonymous caller.',
          ),
          met(
            'family-told',
            'Was the family told what was decided, what happens next and whom they can ring?',
            'In words they understand, in their language. Not applicable only where telling them would put the child at risk, and it says so.',
          ),
          met(
            'next-step-happened',
            'Did what was decided begin to happen?',
            'Passed to a team that took it, a service that answered, an assessment that started. An outcome that nobody acted on has helped nobody.',
          ),
        ],
      },
    ],
  },
}
