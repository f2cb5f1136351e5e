/** Who is to do what was agreed, as the made-up meeting calls them. */
export type Doer = 'nurse' | 'police-desk' | 'duty-manager' | 'area-manager'

/** Something that the meeting talks about; each comes round again after so many weeks. */
export interface Topic {
  readonly title: string
  readonly minutes: string
  readonly decision?: string
  readonly reason?: string
  /** Why it goes on at the next meeting, and what is said about it there. */
  readonly carry?: string
  readonly afterwards?: string
  readonly action: { readonly what: string; readonly doer: Doer; readonly done: string; readonly verified: string }
}

/**
 * What a weekly multi-agency referral review is about, in invented words. The order matters: every second meeting has something
 * for the nurse and for the desk of the police, so that a partner who looks always finds something of theirs.
 */
export const topics: readonly Topic[] = [
  {
    title: 'Who comes when the named nurse is away',
    minutes:
      'Health said that invitations on Fridays reach a desk at which nobody may decide. Two discussions last week waited for a call back. The police have a second name for every shift and offered to show how they keep it.',
    decision: 'Health names a second person for every weekday.',
    reason: 'A child should not wait for somebody’s leave to end.',
    action: {
      what: 'Name who comes to strategy discussions when the named nurse is away',
      doer: 'nurse',
      done: 'Two names for each weekday, on the shared page',
      verified: 'Rang the Friday name and got an answer',
    },
  },
  {
    title: 'Stations with somebody on call at weekends',
    minutes:
      'The front door rings whichever station is nearest and is passed on. The police agreed that a list is better than luck; the on-call sergeants change on the first of the month.',
    carry: 'The list was not ready',
    afterwards: 'The list is promised for the end of the week. It will name a person and not only a station.',
    action: {
      what: 'Send the list of stations with somebody on call at weekends',
      doer: 'police-desk',
      done: 'List sent, with the numbers of the on-call sergeants',
      verified: 'Tried three of the numbers on a Sunday',
    },
  },
  {
    title: 'Reasons in decisions of no further action',
    minutes:
      'The sample of the pack was read aloud. Most say why; two said only that the family was known. Those two managers were spoken to on the day.',
    decision: 'A decision that says only what is known of the family is sent back.',
    reason: 'Whoever reads it next has to see why nothing more was done.',
    action: {
      what: 'Give every decider the one-page note on recording reasons',
      doer: 'duty-manager',
      done: 'Gone through at the stand-up, and pinned up',
      verified: 'Read ten decisions of the week after: all say why',
    },
  },
  {
    title: 'Conferences that slip for want of minute-takers',
    minutes:
      'Slots stand in the calendar without anybody to take the minutes, and families are booked late because of it. The conference service has one person for three areas.',
    decision: 'Each area lends somebody for one afternoon a week until the post is filled.',
    reason: 'Children are waiting longer than 15 working days.',
    action: {
      what: 'Lend somebody to the conference service for one afternoon a week',
      doer: 'area-manager',
      done: 'Agreed with the team; Thursdays from next week',
      verified: 'Three Thursdays covered since',
    },
  },
  {
    title: 'Health’s part in discussions at short notice',
    minutes:
      'With less than two hours’ notice health often sends information and nobody comes. Health visitors are in clinics until noon; a call at half past twelve nearly always works.',
    carry: 'Health asks its clinics first',
    afterwards: 'Two clinics keep the time after noon free. The others answer by next week.',
    action: {
      what: 'Ask the clinics for half an hour after noon that is kept free',
      doer: 'nurse',
      done: 'Five of six clinics keep 12:30 to 13:00 free',
      verified: 'Seen in the attendance of the last two weeks',
    },
  },
  {
    title: 'Referrals from the police without a worry in them',
    minutes:
      'Some notifications say that officers attended and nothing of what a child saw or said. The front door rings back for each of them, which takes an hour a day.',
    action: {
      what: 'Remind officers to write what the child saw, said or heard',
      doer: 'police-desk',
      done: 'In the briefing of every shift for two weeks',
      verified: 'Fewer calls back, the duty managers say',
    },
  },
  {
    title: 'Schools that ring before nine',
    minutes:
      'The switchboard opens at nine and head teachers ring at eight. Two of them gave up and wrote a letter. The duty line could be open earlier on school days.',
    decision: 'The duty line is answered from half past eight on school days, for six weeks.',
    reason: 'What schools see on a Monday morning should not wait until ten.',
    action: {
      what: 'Try a reply within the hour to schools that ring before nine',
      doer: 'duty-manager',
      done: 'Tried for a week; all were rung back within the hour',
      verified: 'Asked three schools: all content',
    },
  },
  {
    title: 'Information promised and not sent',
    minutes:
      'What was promised in discussions came late twice: a chronology from the area and a list of call-outs. Nobody had been asked by name.',
    decision: 'The chair names a person and a day for everything that is promised.',
    reason: 'A promise of an agency is nobody’s.',
    action: {
      what: 'Write the person and the day beside whatever is promised, for a month',
      doer: 'area-manager',
      done: 'Done in all discussions that the area chaired',
      verified: 'Read five records: each names somebody',
    },
  },
  {
    title: 'Unborn children and midwifery',
    minutes:
      'Midwives hear of a pregnancy months before we do. Two pre-birth discussions were held without anybody from midwifery because the invitation went to the community desk.',
    action: {
      what: 'Put the safeguarding midwife on the list of those to invite',
      doer: 'nurse',
      done: 'On the list, with a second name',
      verified: 'Came to both discussions since',
    },
  },
  {
    title: 'Discussions at night',
    minutes:
      'At night the hospital and the police are often on the telephone one after the other and not together. Nobody could say what the other had said.',
    carry: 'To be talked over with the hospital',
    afterwards: 'The hospital’s site manager can join a call at night. To be tried for a month.',
    action: {
      what: 'Find out how night sergeants can join a call of three',
      doer: 'police-desk',
      done: 'A number for calls of three, on the night desk',
      verified: 'Used four times so far',
    },
  },
  {
    title: 'Disabled children',
    minutes:
      'The table in the pack shows few. The front door thinks that more come and are not recorded as disabled. Health’s community team could say who is known to it.',
    decision: 'Whether a child is disabled is asked at every first call.',
    reason: 'They are more often harmed, and less often asked.',
    action: {
      what: 'Agree with the hospital who rings back at night about a disabled child',
      doer: 'duty-manager',
      done: 'A name for every night, in the rota',
      verified: 'Seen in the rota',
    },
  },
  {
    title: 'Records that go out late',
    minutes:
      'Records were sent after two or three days where the chair writes them alone. Where a minute-taker was there they went out the same evening.',
    action: {
      what: 'Keep the last half hour after a discussion free for its record',
      doer: 'area-manager',
      done: 'In the managers’ calendars',
      verified: 'Records of the last two weeks went within a day',
    },
  },
]

export const standing = {
  actions: 'Actions from last week',
  attendance: 'Who came to strategy discussions last week',
} as const

export const actionsMinutes = [
  'Gone through one by one. What is done was marked as done; what is late stays with its owner and is asked after next week.',
  'All read out. Owners who were not here are rung by the minute-taker today.',
  'Most are done. The late one was talked about for longer than the others together; its owner said why and gave a new day.',
] as const

export const attendanceMinutes = [
  'The table of the week was looked at by area and by hour. Absences were again mostly at short notice; each was followed up on the same day.',
  'All three partners were at most of them. Where one was missing it was the evening, and the reason is known for each.',
  'The chair read out each discussion without all three. Health and police said for each why nobody came and who comes next time.',
] as const

export const packMinutes = [
  'Read beforehand by everybody. The sample of referrals was gone through case by case; nothing had been missed that should have led to a discussion.',
  'The sample was read. One family should have been talked over sooner: the duty manager has done so since.',
] as const

/** Of a meeting months ago nobody asks for more. */
export const shortMinutes = [
  'Attendance of the week and actions gone through. Nothing to carry forward.',
  'The week’s discussions were gone through by area. Each absence had been followed up.',
  'Actions gone through; the sample of referrals was read and nothing had been missed.',
] as const

export const cancelledBecause = [
  'Two of the three agencies could not come',
  'The chair was called to an incident',
] as const
