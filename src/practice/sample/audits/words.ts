import type { Grade } from '#practice/audits'

/** What is written in made-up audits. Nothing in it is about anybody. */
export interface Theme {
  readonly name: string
  readonly about: string
  /** Questions of the tools that tell of it. */
  readonly keys: readonly string[]
  readonly wentWell: string
  readonly toImprove: string
  readonly action: string
  readonly done: string
}

export const themes: readonly Theme[] = [
  {
    name: 'Chronology',
    about: 'Whether what the child has lived through can be seen in ten minutes, and is used.',
    keys: ['chronology-current', 'history-thought-about', 'history', 'assessment-history', 'referral-reason'],
    wentWell: 'The chronology is up to date, and the plan names the pattern that it shows.',
    toImprove: 'The chronology ends two years ago; what happened since stands only in the case notes.',
    action: 'Bring the chronology up to date and say in the plan what the pattern means',
    done: 'Chronology brought up to date and read in supervision; the plan names the pattern',
  },
  {
    name: 'The child’s voice',
    about: 'Whether the child’s own words are there, and changed something.',
    keys: ['child-views', 'voice-changed-something', 'assessment-views', 'seen-alone', 'identity-known'],
    wentWell: 'The child’s own words are there, and the visits were changed because of them.',
    toImprove: 'The child was seen, but nowhere does it say what they said or what it is like to live there.',
    action: 'See the child alone and record in their own words how it is at home',
    done: 'Seen alone at school and at home; their words are in the record',
  },
  {
    name: 'Rationale',
    about: 'Whether somebody who does not know the family can follow why it was decided so.',
    keys: ['decision-reasons', 'analysis-sound', 'conclusion-follows', 'harm-and-likelihood', 'not-known'],
    wentWell: 'The reason can be followed by somebody who has never met the family, and says what is not known.',
    toImprove: 'What was decided is clear, why is not: what spoke against it was not written down.',
    action: 'Write down why it was decided so, with what spoke against it and what is not known',
    done: 'Reasons added, dated today, and gone through with the worker',
  },
  {
    name: 'Partners’ information',
    about: 'Whether health, the police, schools and others brought what only they knew.',
    keys: ['health-present', 'police-present', 'agencies-contributed', 'agencies-together', 'absent-escalated'],
    wentWell: 'Health and the police each brought something that nobody else knew, and it changed the plan.',
    toImprove: 'A partner was invited and did not come; what they knew was not asked for before the decision.',
    action: 'Get from the partner who was not there what they know of the children, and add it',
    done: 'Rang and had it in writing; added to the record, and the plan stays as it was',
  },
  {
    name: 'Safety plans',
    about: 'Whether it says who keeps the child safe tonight, and what if that does not hold.',
    keys: ['immediate-safety', 'interim-safety', 'plan-contingency', 'plan-specific', 'safer'],
    wentWell: 'The safety plan names who does what tonight, and what happens if it does not hold.',
    toImprove: 'The safety plan is “monitor”: nobody is named, and nothing is said of the weeks until the conference.',
    action: 'Make the safety plan say who does what by when, and what happens if it does not hold',
    done: 'Written anew with the family and the health visitor, who both have it',
  },
  {
    name: 'Circulation',
    about: 'Whether the record reached everybody within a working day.',
    keys: ['record-circulated', 'actions-owned', 'recording-current', 'first-told'],
    wentWell: 'Everybody who was there had the record on the next day.',
    toImprove: 'The record went out after a week, when its actions were already due.',
    action: 'Agree with the minute-taker how the record goes out within a working day',
    done: 'Agreed; the last four went out the next day',
  },
  {
    name: 'Supervision',
    about: 'Whether supervision asks what else it could be, and follows its own actions.',
    keys: [
      'supervision-on-time',
      'supervision-reflects',
      'oversight-steer',
      'oversight-decisions',
      'assessment-signed',
    ],
    wentWell: 'Supervision asked what else it could be, and the answer is in the plan.',
    toImprove: 'Supervision notes what was done; nobody asks what it meant for the child.',
    action: 'Hold reflective supervision on this child, with what would change our view',
    done: 'Held; a second hypothesis is being looked at with the school',
  },
]

export const gradeReasons: Readonly<Record<Grade, readonly string[]>> = {
  outstanding: [
    'The child is safer for this work and would not be without it. Others could learn from how it was done.',
    'Skilled, thought through, and changed when the family did. I looked for what was missing and found nothing.',
  ],
  good: [
    'The child got what they needed in time. What was missing made no difference to them.',
    'Sound work: needs understood, the right people there, and somebody noticed when it slipped.',
  ],
  'requires-improvement': [
    'The child was probably safe, but this does not show it: the thinking is hard to find and things took too long.',
    'Done as the procedures say, and it is hard to see what changed for the child.',
  ],
  inadequate: [
    'The child was left at risk for three weeks: what was agreed was not done, and nobody noticed.',
    'Known history was not used, and the plan leaned on somebody who had not kept the children safe before.',
  ],
}

export const sectionReasons: Readonly<Record<Grade, string>> = {
  outstanding: 'More than was asked for, and it made a difference.',
  good: 'As it should be; small gaps.',
  'requires-improvement': 'Partly there, and not enough to rely on.',
  inadequate: 'Missing where it mattered.',
}

export const evidence = {
  yes: ['Case note and plan', 'In the record of the day', 'Assessment, section on the family', 'Seen in the file'],
  partly: ['Named, but not followed through', 'For the older child only', 'There, some weeks late'],
  no: ['Not found', 'Nothing in the record of it', 'Asked for and not received'],
  'not-applicable': ['It did not arise'],
} as const

export const freeWords = ['The visits became regular, and the child slept at home again.', 'Nothing more to add.']

export const learnings = [
  'Ask in supervision what would change our view, and write the answer down.',
  'Write for somebody who opens the file tonight and has never met the family.',
  'Ring the partner who was missing before the decision, not after.',
  'One sentence in the child’s own words says more than a page about them.',
]

export const workerSaid = [
  'I knew the family well, and see now that what I know is in my head and not in the file.',
  'I am proud of this one. The mother still rings me.',
  'We had three changes of manager that year, and it shows.',
  'I would ask sooner what the school knows.',
]
export const childSaid = [
  'She listened, and then she did what she had said.',
  'I had to tell it three times to different people.',
  'It is better at home now.',
]
export const parentSaid = [
  'Nobody told me at first what was going to happen. Later it was explained well.',
  'I did not want them there, and I am glad they came.',
  'I was asked what would help, and that was tried.',
]
export const notAskedBecause = {
  child: [
    'Too young to be asked',
    'Asked about the same things last month by somebody else',
    'The team thinks it unsafe',
  ],
  parent: [
    'Could not be reached twice',
    'A police enquiry is under way',
    'The team does not agree that it is safe now',
  ],
} as const

export const excuses = [
  'The record is needed by the court and cannot be opened until the hearing',
  'The child died; a review looks at all of it',
  'The auditor fell ill and nobody else who is independent could be found in time',
] as const

export const finalReasons = {
  same: 'Both came to the same grade on their own. The reasons are those of the two audits.',
  other: 'Talked through with both audits beside each other: what was in the record weighed more than what was known.',
}

export const inadequatePlan =
  'Seen today by another worker, with a safety plan that names who does what. The team manager reads every open case of the worker this week. Audited again after ten weeks by somebody else.'
export const worryWords =
  'The plan leans on an adult who, by the police’s own record, has been back in the house since last week.'
export const worryAnswer = 'Rang the worker; the children are seen this afternoon, and the police go with her.'

/** What a service manager did about the audit of a discussion. */
export const followUpWords = [
  'Read it with the team manager. What was missing is in the actions, and we look at them in supervision.',
  'Talked through with the team manager and with the partner concerned. Nothing more is to be done than what the auditor set.',
  'Shared with the team: what went well is worth repeating. No further action, since the plan has changed already.',
] as const
