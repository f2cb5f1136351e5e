/** So many hours ago, as another system writes it. */
export const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString()

/** A contact as the case system tells of it, with some of it changed: for tests that send it. */
export const contactTold = (contactId: string, changed: object = {}) => ({
  contactId,
  receivedAt: hoursAgo(2),
  recordedAt: hoursAgo(1.9),
  source: '6',
  method: 'telephone',
  concern: 'Found alone at night',
  children: [
    { childId: `${contactId}-1`, familyName: 'Ash', givenName: 'Mia', dateOfBirth: '2019-05-03', gender: 'b' },
  ],
  ...changed,
})

export const decisionTold = (childId: string, changed: object = {}) => ({
  childId,
  outcome: 'assessment',
  decidedAt: hoursAgo(1),
  recordedAt: hoursAgo(0.9),
  decidedBy: 'A Manager',
  reason: 'Two people describe the same worry',
  ...changed,
})
