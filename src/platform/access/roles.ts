/** The roles of the practice, in the order a person would read them. `words` is what pages show. */
export const roles = {
  'duty-social-worker': 'Duty social worker',
  'duty-manager': 'Duty and Advice Team manager',
  'team-manager': 'Team manager',
  'service-manager': 'Service manager',
  'head-of-service': 'Head of service',
  'out-of-hours-manager': 'Out-of-hours manager',
  'qa-lead': 'Quality assurance lead',
  moderator: 'Moderator',
  'principal-social-worker': 'Principal social worker',
  'chief-officer': 'Chief officer',
  director: 'Director',
  'minute-taker': 'Minute-taker',
  'scrutiny-support': 'Scrutiny support officer',
  'voice-and-influence': 'Voice and Influence officer',
  'performance-analyst': 'Performance analyst',
  administrator: 'System administrator',
  partner: 'Partner agency',
} as const

export type Role = keyof typeof roles

export const roleNames = Object.keys(roles) as readonly Role[]

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text)
