import { type FirstTool, met, oneOf } from './asked.ts'
import { decisionAndAfter } from './strategy-discussion-after.ts'

/** Practice §6: one strategy discussion, from why it was called to what came of it. */
export const strategyDiscussion: FirstTool = {
  key: 'strategy-discussion',
  name: 'Strategy discussion',
  subject: 'strategy-discussion',
  content: {
    introduction: `Read the discussion’s record, its invitations and what came after it, and what was known of the children before.
Answer each question Yes, Partly, No or Not applicable, and say where you saw it. Your one grade, for the discussion as a whole, and the learning come at the end.

The worker and the family are not asked for this audit. You may not audit a discussion that you or your line had a part in.`,
    grading: {
      outstanding:
        'The discussion made the children safer than the facts alone would have: the three partners brought what only they knew, thought together and disagreed openly where they had to, and everybody left knowing what to do that night and after.',
      good: 'Those who had to be there were, the right children were thought about, the decision follows from what was shared, and the children were kept safe meanwhile. Gaps in the record did not change what happened for them.',
      'requires-improvement':
        'The children were probably kept safe, but more by one agency’s effort than by the discussion: a partner or a child was missing from it, the thinking cannot be followed, or actions have no owner or date, so that a delay could have mattered.',
      inadequate:
        'Children were, or may have been, left at risk: the discussion was late or not quorate and nobody escalated, a child of the household was overlooked, what was known was not used, or there was no safety plan. Raise a worry for a child’s safety at once if they may still be at risk.',
    },
    voices: [],
    sections: [
      {
        key: 'called',
        title: 'Why, when and how it was held',
        guidance: '',
        isGraded: false,
        questions: [
          met(
            'reasonable-cause',
            'Was there reasonable cause to suspect that a child was suffering, or likely to suffer, significant harm?',
            'Ask it the other way round as well: should there have been a discussion earlier, when the first signs came?',
          ),
          met(
            'held-in-time',
            'Was it held in time for the risk these children were at?',
            'Count from when the worry was known. Same day where a child may be hurt or hurt again; otherwise as the procedures say. A good reason for delay names what kept the children safe meanwhile.',
          ),
          oneOf(
            {
              key: 'form-held',
              text: 'How was it held?',
              guidance: 'As it really was, not as it was planned.',
            },
            {
              meeting: 'A meeting in person',
              video: 'By video',
              mixed: 'In person and by video',
              phone: 'By telephone',
            },
          ),
          met(
            'phone-reason',
            'If by telephone: is it said why, and did a meeting follow?',
            'A call between two people, then between two others, is not one discussion. Not applicable: it was a meeting or by video.',
          ),
          met(
            'chair',
            'Was it chaired by a team manager or above, and not by the allocated worker?',
            'The chair was somebody who could decide and challenge. Look who led it, not only whose name stands there.',
          ),
        ],
      },
      {
        key: 'partners',
        title: 'Who was there',
        guidance: 'Only being there counts as attending. A report or a call before is information, and is asked apart.',
        isGraded: false,
        questions: [
          met(
            'council-present',
            'Children’s social care: invited, attended, and gave what it knew?',
            'All three for Yes. Partly: there, but without what the file holds.',
          ),
          met(
            'health-present',
            'Health: invited, attended, and gave what it knew?',
            'Somebody who knows these children or looked up their records: health visiting, school nursing, GP, hospital, midwifery, mental health, children’s community.',
          ),
          met(
            'police-present',
            'The police: invited, attended, and gave what they knew?',
            'Look for what they hold about every adult of the household, not only about the event.',
          ),
          met(
            'absent-escalated',
            'If a partner was absent: was it escalated, and was what they know brought in before the decision?',
            'A note that they were invited is no escalation. Not applicable: all three were there.',
          ),
          met(
            'others-invited',
            'Were the others who matter invited: the referrer, the school or nursery, whoever works with the parents?',
            'Ask who sees these children every day. Not applicable hardly ever.',
          ),
        ],
      },
      {
        key: 'children',
        title: 'The children',
        guidance: 'For every child of the household, not only for the one the worry was about.',
        isGraded: false,
        questions: [
          met(
            'every-child',
            'Was every child of the household considered, an unborn child included?',
            'Each by name, with their own risk. Look also for children who stay there part of the week, and those of a suspected person elsewhere.',
          ),
          met(
            'history',
            'Was the history used: earlier enquiries, plans, contacts, injuries, what the adults did before?',
            'Used means that it changed or confirmed what people thought. A list is Partly.',
          ),
          met(
            'child-views',
            'Were the children’s views and their last being seen brought in: by whom, when, alone?',
            'If a child was not seen yet, is it decided who sees them and by when? How a baby is and reacts is a view.',
          ),
        ],
      },
      {
        key: 'analysis',
        title: 'Thinking',
        guidance: '',
        isGraded: false,
        questions: [
          met(
            'harm-and-likelihood',
            'Is it analysed what harm there is or may be, and how likely it is?',
            'What happened, how bad it is for this child at this age, and what would have to happen for it to happen again.',
          ),
          met(
            'protection',
            'Is it analysed what protects the children, and how far that can be relied on?',
            'Somebody who really can and will keep them safe, tested before. A parent’s promise alone protects nobody.',
          ),
          met(
            'not-known',
            'Is it said what is not known, and who will find it out?',
            'The best discussions name their doubts. Everything known and nothing doubtful is a sign that nobody asked.',
          ),
        ],
      },
      ...decisionAndAfter,
    ],
  },
}
