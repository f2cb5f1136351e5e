import type { Theme } from '../../words/worries.ts'

/** What is written of a discussion, by what the worry was. Made up, like everybody in it. */
export const harms: Readonly<Record<Theme, string>> = {
  violence: 'Violence between the adults at home, with the children in the next room.',
  neglect: 'The children go hungry and miss what a doctor asked for.',
  hurt: 'An injury that the explanation does not fit.',
  mind: 'A parent too unwell to keep the children safe on some days.',
  substances: 'Drinking and drugs at home, and nobody sober at night.',
  exploitation: 'Older people give money and rides, and want something for it.',
  unborn: 'What has happened to the older children could happen to this one.',
  family: 'The adults are at odds, and the children are drawn in.',
}

export const decisions = [
  'Enquiries under section 47, begun today.',
  'Section 47 enquiries; the children are seen today, each alone.',
  'Section 47 enquiries with the police, after the medical.',
] as const

export const lesserDecisions = [
  'No section 47 enquiry: the family has asked for help and takes it.',
  'The assessment goes on under section 17; what is agreed today is looked at in two weeks.',
] as const

export const plans = [
  'An aunt stays at the house until the enquiry is done. The school sees the children each morning and rings if they are not there.',
  'The partner has moved out and does not come near. The worker visits on Tuesdays and Fridays, one visit unannounced.',
  'The children are with their grandmother. Nobody takes them home before the next meeting.',
] as const

export const partnerReasons = {
  nhs: ['A clinic at the same time', 'Nobody on duty after six', 'The health visitor was on leave', 'Asked too late'],
  police: ['An arrest elsewhere', 'The officer was in court', 'Nobody free on this shift', 'Asked too late'],
} as const

/** Who comes for whom. */
export const healthNames = {
  'health-visiting': 'Moira Kelly',
  'school-nursing': 'Hannah Sutcliffe',
  community: 'Dawn Pickering',
  hospital: 'Imran Qureshi',
} as const
export const policeNames = ['Neil Stubbs', 'Fiona Marsden', 'Craig Bolton'] as const

export const notHoldingReasons = [
  'What was reported turned out to be about another family.',
  'The injury was seen to happen at school, and the account fits.',
  'The assessment is already under way and the police have no part in it.',
] as const

export const lateReasons = [
  'No minute-taker was free',
  'No conference slot before',
  'The family asked for another week',
] as const
