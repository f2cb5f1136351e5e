import { type FirstTool, howMany, met, words } from './asked.ts'

/** Practice §6: one record of one supervision. */
export const supervisionRecord: FirstTool = {
  key: 'supervision-record',
  name: 'Supervision record',
  subject: 'supervision',
  content: {
    introduction: `Read the record of this supervision beside the one before it, and open the records of two or three of the children who were spoken about.

Supervision is there so that a worker thinks better and a child is safer. A form filled in on time is not yet that. You look at the supervisor’s work, not at the worker’s: what stands here about the worker as a person goes no further than it has to.`,
    grading: {
      outstanding:
        'Something became better for a child because of this conversation: the thinking was turned over and tested, a plan changed or was kept for good reasons, and the worker left it stronger. You can see it in the children’s records.',
      good: 'The worker was helped to think about their children, not only to report on them. Decisions with reasons stand on each child’s record, what was agreed last time was followed up, and the worker is looked after.',
      'requires-improvement':
        'Mostly a round through the cases: what was done and what comes next. Decisions are there but the reasons are thin, drift in a child’s plan was not challenged, or supervision is too rare to hold anybody’s work.',
      inadequate:
        'A child is, or may be, worse off for want of supervision: not held for a long time with nobody covering, a risk that was seen and not acted on, no decision where one was needed. Raise a worry for the child’s safety at once if they may still be at risk.',
    },
    voices: ['worker'],
    sections: [
      {
        key: 'frequency',
        title: 'Frequency',
        guidance: '',
        isGraded: false,
        questions: [
          met(
            'held-on-time',
            'Was it held on time, counted from the one before?',
            'Use the authority’s own standard, and the shorter one for newly qualified workers. A cancelled one that was held within the week is Yes.',
          ),
          met(
            'in-person',
            'Was it held in person and undisturbed, or is it said why not?',
            'By video is sound where it is said why it serves this worker. In the corridor is not supervision.',
          ),
          howMany({
            key: 'children-discussed',
            text: 'How many children were spoken about?',
            guidance: 'Count children, not families. It tells how much time each could have had.',
          }),
        ],
      },
      {
        key: 'reflection',
        title: 'Reflection',
        guidance: 'For at least one child the thinking should be deep enough that all three can be seen.',
        isGraded: false,
        questions: [
          met(
            'hypothesis',
            'Is there a hypothesis: an idea of what is going on for the child and why?',
            'More than what happened. Better still two that compete. “Mum is not engaging” describes; “she is afraid he hears of it” is a hypothesis.',
          ),
          met(
            'tested',
            'Is it said what was tested: how the worker found out whether the idea holds?',
            'What was looked for, whom they asked, what speaks against it.',
          ),
          met(
            'would-change-view',
            'Is it said what would change the view?',
            'What would have to be seen or heard for the plan to change, and who would notice it. This is what keeps people from seeing only what they expect.',
          ),
        ],
      },
      {
        key: 'decisions',
        title: 'Decisions for each child',
        guidance: 'Take each child who was spoken about.',
        isGraded: false,
        questions: [
          met(
            'decision-per-child',
            'Is there a decision for each child, with the reason?',
            '“Continue” can be a decision, if it says why that is right for this child now.',
          ),
          met(
            'on-child-record',
            'Does it stand on the child’s own record, in words that the child could read one day?',
            'Open the record and look. What is only in the supervision file is lost to whoever works with the child next.',
          ),
          met(
            'steer',
            'Is there challenge and steer where it was needed?',
            'Drift, a plan that does not work, a child not seen, over-optimism: was it said, kindly and clearly? Not applicable: you looked, and nothing called for it.',
          ),
        ],
      },
      {
        key: 'actions',
        title: 'Actions',
        guidance: '',
        isGraded: false,
        questions: [
          met(
            'last-actions-followed',
            'Were the actions from last time followed up, each of them?',
            'Done, or not done and why, and what that meant for the child. Carrying the same action from month to month is No.',
          ),
          met(
            'new-actions',
            'Has each new action an owner and a date?',
            'For the supervisor as well as for the worker.',
          ),
        ],
      },
      {
        key: 'worker',
        title: 'The worker',
        guidance: '',
        isGraded: false,
        questions: [
          met(
            'workload-wellbeing',
            'Were workload and wellbeing touched on, and something done where it was needed?',
            'Enough to see that they were asked. Do not copy anything personal into your evidence.',
          ),
          words({
            key: 'difference-made',
            text: 'What difference did this supervision make to a child?',
            guidance: 'Say what you could see on the children’s records afterwards. If you could see none, say so.',
          }),
        ],
      },
    ],
  },
}
