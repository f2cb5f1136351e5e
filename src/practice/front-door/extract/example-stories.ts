/** An invented contact as an extract would have it, apart from who and when. */
export interface Story {
  /** As files write it, in one of the usual ways. */
  readonly source: string
  readonly method: string
  readonly urgency: string
  /** Girls and boys with their ages in years, the eldest first. */
  readonly children: readonly (readonly ['girl' | 'boy', number])[]
  /** Between which hours of the day such contacts are made. */
  readonly madeBetween: readonly [number, number]
  readonly concern: string
  /** As files write it; '' while nothing has been decided. */
  readonly outcome: string
  /** Hours from receipt to decision. */
  readonly hours: number
  readonly reason: string
}

/** People, places and events are made up. */
export const stories: readonly Story[] = [
  {
    source: 'q) 6: Police',
    method: 'Email',
    urgency: 'Today',
    children: [
      ['girl', 7],
      ['boy', 4],
    ],
    madeBetween: [0, 24],
    concern:
      'Officers attended an argument between the parents; both children were upstairs and heard it. Nobody was hurt.',
    outcome: 'Referral for assessment',
    hours: 5.5,
    reason: 'Third report in five months and a new baby expected; how the children live with it is not known.',
  },
  {
    source: 'e) 2A: Schools',
    method: 'Telephone',
    urgency: 'Immediate',
    children: [['boy', 9]],
    madeBetween: [9, 16],
    concern: 'Came to school with a bruise to the cheek and says that he was hit with a belt. He is afraid to go home.',
    outcome: 'Strategy discussion',
    hours: 0.7,
    reason: 'An injury and an account of how it came about; police and health are needed today.',
  },
  {
    source: 'g) 3A: Health services',
    method: 'Letter',
    urgency: 'Routine',
    children: [['girl', 3]],
    madeBetween: [9, 17],
    concern: 'Missed three appointments for asthma. Mother is hard to reach.',
    outcome: 'Early help',
    hours: 21,
    reason: 'School attendance is good and the inhaler is there; the family would welcome help with appointments.',
  },
  {
    source: 'b) 1B: Individual',
    method: 'Telephone',
    urgency: 'Routine',
    children: [
      ['boy', 11],
      ['girl', 8],
      ['boy', 5],
    ],
    madeBetween: [18, 23],
    concern: 'Neighbour hears shouting most evenings, and the children play outside after dark.',
    outcome: 'Information and advice',
    hours: 19,
    reason:
      'Health visitor and school have seen the children lately and have no worries; mother was told and has a plan.',
  },
  {
    source: 'k) 3E: Health services',
    method: 'Online form',
    urgency: 'Today',
    children: [['girl', 15]],
    madeBetween: [5, 9],
    concern: 'Brought in at night after taking tablets; fit to go home in the morning. Wants to speak to somebody.',
    outcome: 'Referral for assessment',
    hours: 8,
    reason: 'She says what would help and her parents agree; the mental health service will see her tomorrow.',
  },
  {
    source: 't) 9: Anonymous',
    method: 'Telephone',
    urgency: 'Routine',
    children: [['boy', 2]],
    madeBetween: [10, 22],
    concern: 'Caller says that the father drinks while caring for the child and would not give a name.',
    outcome: 'No further action',
    hours: 23,
    reason:
      'Nursery sees both parents daily and the child is well; no earlier contact in the family. Nothing more can be asked of the caller.',
  },
  {
    source: 'h) 3B: Health services',
    method: 'Email',
    urgency: 'Today',
    children: [
      ['girl', 6],
      ['boy', 0],
    ],
    madeBetween: [10, 16],
    concern: 'Home visit: no heating, little food, mother tearful. She asked for help.',
    outcome: 'Early help',
    hours: 26.5,
    reason: 'Mother agrees; a worker visits this week, and the heating was mended the same day.',
  },
  {
    source: 'm) 4: Housing',
    method: 'Email',
    urgency: 'Routine',
    children: [
      ['boy', 13],
      ['girl', 10],
      ['girl', 7],
      ['boy', 1],
    ],
    madeBetween: [9, 17],
    concern: 'Family of six in two rooms faces eviction next month.',
    outcome: 'Information and advice',
    hours: 12,
    reason: 'Housing will not evict before other rooms are found; school and GP have no worries about the children.',
  },
  {
    source: 'p) 5C: LA services',
    method: 'Email',
    urgency: 'Today',
    children: [['girl', 9]],
    madeBetween: [9, 17],
    concern: 'Child with a plan in another county has moved to an aunt here.',
    outcome: 'Transfer',
    hours: 4,
    reason: 'The other authority keeps the case until its conference; it has accepted by name.',
  },
  {
    source: 'q) 6: Police',
    method: 'Email',
    urgency: 'Today',
    children: [['girl', 14]],
    madeBetween: [3, 6],
    concern: 'Found at the bus station at 02:30 with two older men; would not say where she had been.',
    outcome: 'Already open',
    hours: 2,
    reason: 'Her social worker has known the place for weeks; passed to the team, who see her today.',
  },
  {
    source: 'c) 1C: Individual',
    method: 'Telephone',
    urgency: 'Today',
    children: [['boy', 12]],
    madeBetween: [16, 20],
    concern: '"I do not want to go to my dad\'s this weekend and nobody listens."',
    outcome: 'Referral for assessment',
    hours: 9,
    reason: 'He asks for it himself; what happens at weekends is not known.',
  },
  {
    source: 'e) 2A: Schools',
    method: 'Online form',
    urgency: 'Routine',
    children: [
      ['girl', 8],
      ['boy', 5],
    ],
    madeBetween: [9, 16],
    concern: 'Often late and hungry; the younger has stopped talking in class.',
    outcome: 'Further enquiries',
    hours: 0,
    reason: '',
  },
  {
    source: 'a) 1A: Individual',
    method: 'Telephone',
    urgency: 'Today',
    children: [['girl', 0]],
    madeBetween: [8, 21],
    concern: 'Grandmother says that the baby has lost weight and that her own daughter does not open the door.',
    outcome: '',
    hours: 0,
    reason: '',
  },
]
