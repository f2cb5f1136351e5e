/**
 * What people at the front door write, in parts that are put together. `{who}` is the child or children, `{adult}` whom the
 * worry is about, `{when}` when it was, `{where}` where. Nobody and nothing in it is real.
 */
export const themes = ['violence', 'neglect', 'hurt', 'mind', 'substances', 'exploitation', 'unborn', 'family'] as const
export type Theme = (typeof themes)[number]

export const adults = [
  'Mum',
  'Dad',
  'the stepfather',
  'Mum’s partner',
  'the grandmother',
  'an uncle who stays over',
  'an older brother',
] as const

export const whens = [
  'last night',
  'over the weekend',
  'this morning',
  'twice in the last fortnight',
  'on Tuesday evening',
  'since the half term',
  'a week ago',
  'on the way to school',
] as const

export const concerns: Readonly<Record<Theme, readonly string[]>> = {
  violence: [
    'Officers attended a domestic incident {when}. {who} was in the next room and very frightened.',
    '{adult} was arrested for assault {when}; {who} saw it from the stairs. Bail conditions not to attend the address.',
    'Neighbours reported shouting and something breaking {when}. {who} came to the door in night clothes.',
    '{who} told a trusted adult that {adult} “gets angry and breaks things”. Mum says it is in hand.',
  ],
  neglect: [
    '{who} is often hungry and in the same clothes. {adult} has not answered calls since it was raised {when}.',
    'No food in the house and no heating when we visited {when}. {who} slept in a coat.',
    '{who} has missed a third of school this term, and nobody opened the door {when}.',
    'Three missed appointments for {who}, the last {when}. The tooth infection is now making eating painful.',
    '{who} was found alone outside {when}. {adult} said they were asleep.',
  ],
  hurt: [
    '{who} came in with a bruise on the upper arm {when} and said “I’m not allowed to say”.',
    '{who} was brought in with a burn {when}; the explanation changed between triage and the ward.',
    '{who} flinched when touched and showed a mark on the back {when}. {adult} says it was the dog.',
    '{who} says {adult} uses a belt when homework is wrong. Last time was {when}.',
  ],
  mind: [
    '{adult} has stopped taking medication and says nobody can be trusted. {who} has been doing the cooking {when}.',
    '{adult} talked of not being here any more {when}. {who} is at home and knows.',
    '{who} has cut both arms {when} and asks that home is not told.',
    '{who} has hardly left the bedroom since {adult} was admitted to hospital {when}.',
  ],
  substances: [
    '{adult} smelled strongly of alcohol at collection {when}; {who} was driven home.',
    'Drugs and scales were found in the kitchen {when}. {who} lives at the address.',
    '{who} says people come to the flat at all hours “to sort things out with {adult}”. Worst {when}.',
  ],
  exploitation: [
    '{who} has a new phone and trainers nobody bought, and was missing {when} until two in the morning.',
    '{who} was seen getting into a car with men in their twenties {when}.',
    'Messages on the phone of {who} ask for pictures. It came out {when}.',
    '{who} was found in another town {when} with a large amount of cash.',
  ],
  unborn: [
    'Late booking in pregnancy, no antenatal care so far. {adult} cared for an older child who no longer lives at home.',
    '{adult} is thirty weeks pregnant and sofa-surfing {when}; there is nothing ready for the baby.',
  ],
  family: [
    'Grandmother is worried that {who} is left with different people each night and that money is short.',
    'Father says {who} came back from contact {when} with marks on the legs and will not say how.',
    '{who} cares for two younger ones while {adult} works nights, and is falling asleep in class.',
    'The tenancy ends on Friday. {who} and {adult} have nowhere to go and the family they stayed with {when} cannot have them back.',
  ],
}

export const worries: Readonly<Record<Theme, readonly string[]>> = {
  violence: [
    'Living with violence frightens a child of this age, and it is getting more frequent.',
    'The children may try to stop it and be hurt themselves.',
  ],
  neglect: [
    'Basic needs are not met day after day, and the youngest cannot ask for help.',
    'It has gone on for months and small offers of help have not changed it.',
  ],
  hurt: ['A child may have been hurt on purpose.', 'The explanation does not fit the mark, and it may happen again.'],
  mind: [
    'A parent who is this unwell may not see what a child needs.',
    'A young person is hurting themselves and carries it alone.',
  ],
  substances: [
    'Nobody sober may be looking after the children at night.',
    'Strangers and drugs are where a child sleeps.',
  ],
  exploitation: [
    'Adults outside the family seem to have a hold over this young person.',
    'Going missing has become longer and further away.',
  ],
  unborn: [
    'A baby is coming to parents who have avoided all care so far.',
    'Nothing is known of where the baby will sleep.',
  ],
  family: ['The strain on this family falls on the children.', 'A child does an adult’s work and has nobody to tell.'],
}

export const unknowns: Readonly<Record<Theme, readonly string[]>> = {
  violence: ['Whether he still has a key.', 'What the children see when nobody calls the police.'],
  neglect: ['Who else comes to the house at weekends.', 'How the family lived before they moved here.'],
  hurt: ['Who was in the house when it happened.', 'Whether the doctor has seen the mark before.'],
  mind: ['What the mental health team plans, and who tells the children.', 'Who cares for the children on bad days.'],
  substances: ['Who else has been staying at the address.', 'Whether the treatment service still sees him.'],
  exploitation: ['Who the men in the car are.', 'Where the nights away were spent.'],
  unborn: ['Who the father is and where he lives.', 'Why the older child left.'],
  family: ['What the father’s side of the family can do.', 'Whether the school has seen the same.'],
}
