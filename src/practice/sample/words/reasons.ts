import type { ContactOutcome } from '#practice/front-door'

/** What deciders write. Chosen by outcome and put together, so that no two contacts read as copies of each other. */
export const whys: Readonly<Record<ContactOutcome, readonly string[]>> = {
  'no-further-action': [
    'The explanation fits what was seen, and the family sought help themselves.',
    'Checked with the school and the health visitor: neither shares the worry.',
    'The incident was months ago, the adult has moved out, and the police take no action.',
    'The same matter was looked into in the spring; nothing in this is new.',
  ],
  'information-and-advice': [
    'The school can hold this with the advice given; they will ring if it changes.',
    'Mother asked what help there is and has the numbers; she agrees to call the nurse.',
    'Advice given to the referrer on what to look out for and when to ring again.',
    'The housing officer has the duty line and a name; nothing points to harm today.',
  ],
  'early-help': [
    'The family wants help with routines and money, and nothing points to harm.',
    'Support now may keep this from coming back; the parents agree to it.',
    'A young carer needs somebody of her own; the hub has a place in its group.',
    'Parents separated in anger and want help to talk; the children are safe with each.',
  ],
  assessment: [
    'Two separate people describe the same worry, and the parents do not see it.',
    'Third contact within months, each a little worse than the last.',
    'What the child says and what the parents say cannot both be true; somebody has to visit and see.',
    'The parents agree there is a problem and cannot say what they would do tonight.',
  ],
  'strategy-discussion': [
    'A child may have been hurt on purpose: police and health are needed now.',
    'The child has told of being hurt and goes home at three; this cannot wait for an assessment.',
    'An adult with a conviction lives at the address, and nobody had told us.',
  ],
  'already-open': [
    'The allocated worker visits on Thursday and has this in front of her.',
    'The plan already covers this; the worker will take it to the core group.',
    'Allocated and seen last week; passed on the same day with the referrer’s words.',
  ],
  transfer: [
    'The family moved last week; their new council has agreed to take it.',
    'The children live with their father in the other county; records sent and receipt confirmed.',
  ],
}

export const histories = {
  none: [
    'Nothing is known of the family before.',
    'No earlier contact; the school has known the family for years without a worry.',
    'Not known here. The council they lived in before knows of nothing.',
  ],
  some: [
    'One contact last year about the same adult; it came to advice.',
    'Known to early help two years ago, closed with everything on track.',
    'An assessment some years back ended without a plan; the worry then was the same.',
    'Several contacts in the last months, from different people, about the evenings.',
  ],
} as const

export const protections = [
  'Grandmother visits daily and the school sees the child every day.',
  'Mother rang herself and wants this to stop.',
  'The children are with their aunt until Monday.',
  'An older cousin comes by and would ring.',
  'The health visitor sees the baby weekly.',
  'Bail conditions keep him away, and the neighbours know whom to call.',
  'The nursery has a trusted worker the child talks to.',
] as const

export const childViews = [
  'The child was asked by the teacher and says home is mostly fine.',
  'She says she wants the shouting to stop and her dad to get help.',
  'He would not talk about it, and asked whether he could stay at school longer.',
  'Both say they like it best at their nan’s.',
  'He says he is not scared, and that his sister is.',
  '',
  '',
] as const

export const waits = [
  {
    whyNoOutcome: 'Health has not sent what it holds on the younger child.',
    whatHappensNow: 'The duty social worker rings the named nurse; decided on what is known by the end of the day.',
  },
  {
    whyNoOutcome: 'Nobody at the address has answered, by telephone or at the door.',
    whatHappensNow:
      'A visit this evening with the night team; the police are asked for a welfare check if nobody is in.',
  },
  {
    whyNoOutcome: 'The school rang back too late in the day for the parents to be spoken to.',
    whatHappensNow: 'Mother comes to the office at nine; the manager decides straight after.',
  },
  {
    whyNoOutcome: 'The police report has no address for the father, where the children are this week.',
    whatHappensNow: 'The officer in the case is asked again; the aunt is rung in the meantime.',
  },
  {
    whyNoOutcome: 'An interpreter was booked and did not come.',
    whatHappensNow: 'The telephone service is used at two, with the same questions.',
  },
  {
    whyNoOutcome: 'The contact came in over the bank holiday and the council they lived in before is closed.',
    whatHappensNow: 'Their duty team is rung at eight; the family is visited whatever they say.',
  },
] as const

export const urgencyReasons = {
  immediate: [
    'The child is with the person who may have hurt them',
    'Nobody knows where the child is tonight',
    'The adult has said they will leave with the children',
  ],
  today: [
    'The child goes home this afternoon',
    'The parent is back from work at six',
    'The mark will have faded by tomorrow',
  ],
  routine: [
    'Nothing suggests harm before it can be looked at',
    'The family is already getting help from the school',
    'What is told happened some time ago',
  ],
} as const

export const enteredLate = [
  'It lay in the shared inbox while the line was busy',
  'The notification came in one file with forty others',
  'The form was printed and typed up after the handover',
] as const

export const notTold = [
  'It might make things worse at home before we know more',
  'The referrer asked us not to before the child is home from school',
  'The police ask that nobody is told until the arrest',
] as const
