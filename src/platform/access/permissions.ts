import type { Role } from './roles.ts'

/**
 * What a person may do, by role. This is the one place where it is decided; the default is no. Whether a particular
 * record is open to them (a restriction, a partner's invitation) is decided by row-level security in PostgreSQL.
 */
export interface Permission {
  readonly name: string
  /** Ends the sentence "You need to be able to …" on the page that refuses. */
  readonly words: string
  readonly roles: ReadonlySet<Role>
}

const may = (name: string, words: string, ...roles: readonly Role[]): Permission => ({
  name,
  words,
  roles: new Set(roles),
})

const managers = ['team-manager', 'service-manager', 'head-of-service'] as const
const deciders = ['duty-manager', 'out-of-hours-manager'] as const
const leaders = ['chief-officer', 'director'] as const
const frontDoor = ['duty-social-worker', ...deciders] as const
const staff = [...frontDoor, ...managers, ...leaders, 'qa-lead', 'moderator', 'principal-social-worker'] as const

export const access = {
  /** Anyone signed in: their own work, their own account. */
  signedIn: may(
    'signedIn',
    'sign in',
    ...staff,
    'minute-taker',
    'scrutiny-support',
    'voice-and-influence',
    'performance-analyst',
    'administrator',
    'partner',
  ),
  /** A child's record, contacts among them: practitioners and their managers. */
  readRecords: may('readRecords', "read children's records", ...staff),
  recordContacts: may('recordContacts', 'record contacts', ...frontDoor),
  workContacts: may('workContacts', 'work on contacts', ...frontDoor, ...managers),
  seeDutyBoard: may('seeDutyBoard', 'see the duty board', ...frontDoor, ...managers, ...leaders),
  decideContacts: may('decideContacts', 'decide contacts', ...deciders, ...managers),
  reviewContacts: may('reviewContacts', 'review late contacts', ...deciders, ...managers),
  authoriseChecks: may('authoriseChecks', 'authorise checks without telling the parents', ...deciders, ...managers),
  /** Strategy discussions: practitioners, their managers, and whoever takes the minutes of one. */
  seeDiscussions: may('seeDiscussions', 'see strategy discussions', ...staff, 'minute-taker'),
  workDiscussions: may('workDiscussions', 'work on strategy discussions', ...frontDoor, ...managers),
  /** Recording what was said and who was there: minute-takers too, of the discussions that are theirs. */
  recordDiscussions: may('recordDiscussions', 'record strategy discussions', ...frontDoor, ...managers, 'minute-taker'),
  /** A chair who by the standard should not have been is looked at the next morning. */
  confirmChairs: may('confirmChairs', 'confirm who chaired a discussion', ...managers),
  /** The record as it was sent round: whoever it was sent to, inside and outside. */
  readCirculated: may('readCirculated', 'read records that were sent to you', ...staff, 'minute-taker', 'partner'),
  /** Escalations: staff, and a partner those of their agency; row-level security hides the others from them. */
  seeEscalations: may('seeEscalations', 'see escalations', ...staff, 'partner'),
  replyToEscalations: may('replyToEscalations', 'reply to escalations', ...frontDoor, ...managers, 'partner'),
  /** Any professional may disagree, of the authority or of a partner. */
  challengeDiscussions: may('challengeDiscussions', 'challenge what was decided', ...staff, 'partner'),
  /** A decision not to hold a discussion is looked at by a service manager. */
  reviewNotHolding: may(
    'reviewNotHolding',
    'review decisions not to hold a discussion',
    'service-manager',
    'head-of-service',
  ),
  /** Conference slots and how many are needed: capacity, which holds no child. */
  seeConferences: may('seeConferences', 'see conference slots', ...staff, 'minute-taker', 'administrator'),
  manageConferences: may(
    'manageConferences',
    'manage conference slots',
    'service-manager',
    'head-of-service',
    'administrator',
  ),
  /** What an agency outside sees: the discussions it is part of, and what is its own. Nobody else has these pages. */
  partnerPages: may('partnerPages', 'see the pages of partner agencies', 'partner'),
  /** Their own discussions as a calendar to subscribe to. */
  subscribeCalendar: may('subscribeCalendar', 'follow strategy discussions', ...staff, 'minute-taker', 'partner'),
  manageChildren: may('manageChildren', "keep children's records", ...frontDoor, 'team-manager', 'service-manager'),
  mergeChildren: may('mergeChildren', "merge children's records", 'duty-manager', 'service-manager', 'head-of-service'),
  restrictRecords: may(
    'restrictRecords',
    'restrict records',
    'service-manager',
    'head-of-service',
    'chief-officer',
    'director',
  ),
  /** Asking for a restricted record in an emergency. Never partners: whoever does it must be one of those who read records. */
  breakGlass: may('breakGlass', 'break the glass on restricted records', ...staff),
  /** Who broke the glass, and unusual reading: those who answer for confidentiality. */
  watchReading: may('watchReading', 'watch who reads records', 'head-of-service', ...leaders),
  resetSecondFactors: may('resetSecondFactors', "reset people's second factors", 'administrator'),
  watchMail: may('watchMail', 'see whether mail gets through', 'administrator'),
  importExtract: may('importExtract', 'import extracts', 'performance-analyst', 'administrator'),
  /** Counts of what is missing or wrong in files, without a cell of them. */
  seeDataQuality: may(
    'seeDataQuality',
    'see data quality',
    'performance-analyst',
    'administrator',
    'duty-manager',
    ...managers,
    ...leaders,
    'qa-lead',
  ),
  /** What other systems may tell and ask, and how: no record of anybody. */
  readApiDocumentation: may(
    'readApiDocumentation',
    'read how other systems speak with this one',
    'administrator',
    'performance-analyst',
  ),
  manageWebhooks: may('manageWebhooks', 'manage webhooks', 'administrator'),
  /** Child-level data of everybody at once: those who answer for it, and who may read the records anyway. */
  exportAnnexA: may('exportAnnexA', 'export Annex A', 'head-of-service', 'qa-lead', ...leaders),
  seeMeasures: may('seeMeasures', 'see measures', ...staff, 'performance-analyst', 'scrutiny-support'),
  /** The published map and its barriers: mapping is multi-agency, so partners read it. No record, and nothing that was counted. */
  seeProcessMap: may(
    'seeProcessMap',
    'see the process map',
    ...staff,
    'performance-analyst',
    'scrutiny-support',
    'administrator',
    'partner',
  ),
  editProcessMap: may(
    'editProcessMap',
    'change the process map',
    'qa-lead',
    'service-manager',
    'head-of-service',
    'chief-officer',
    'administrator',
  ),
  seeOrganisation: may(
    'seeOrganisation',
    'see the organisation',
    ...staff,
    'minute-taker',
    'performance-analyst',
    'administrator',
  ),
  manageOrganisation: may('manageOrganisation', 'manage the organisation', 'administrator', 'head-of-service'),
  manageRota: may(
    'manageRota',
    'manage the duty rota',
    'administrator',
    'duty-manager',
    'out-of-hours-manager',
    'service-manager',
    'head-of-service',
  ),
  /** Anybody's absence and cover; one's own absence needs no permission but being on the staff. */
  recordAbsences: may('recordAbsences', "record other people's absences", 'administrator', ...deciders, ...managers),
  /** What is to be done. Partners: what their own agency is to do; who reads no records: what is about no child. */
  seeActions: may(
    'seeActions',
    'see actions',
    ...staff,
    'minute-taker',
    'voice-and-influence',
    'performance-analyst',
    'administrator',
    'partner',
  ),
  recordActions: may('recordActions', 'record actions', ...staff, 'minute-taker'),
  /** Whoever is independent of an action's owner among them. */
  verifyActions: may('verifyActions', 'verify that actions were done', ...staff),
  /** Hand over, move and cancel the actions of others. */
  arrangeActions: may(
    'arrangeActions',
    'arrange the actions of others',
    ...deciders,
    ...managers,
    ...leaders,
    'qa-lead',
    'moderator',
    'principal-social-worker',
  ),
  /** Partners see the meetings they are invited to; row-level security hides the others from them. */
  seeMeetings: may('seeMeetings', 'see meetings', ...staff, 'minute-taker', 'partner'),
  /** Series of meetings, and the packs of all of them. */
  seeAllMeetings: may('seeAllMeetings', 'see the series of meetings', ...staff, 'minute-taker'),
  /** Plans, agendas, who came, what was said and decided. */
  recordMeetings: may(
    'recordMeetings',
    'record meetings',
    ...frontDoor,
    ...managers,
    ...leaders,
    'qa-lead',
    'principal-social-worker',
    'minute-taker',
  ),
  issuePacks: may(
    'issuePacks',
    'make and issue packs',
    'duty-manager',
    'service-manager',
    'head-of-service',
    'qa-lead',
    'chief-officer',
  ),
  /** Audits of practice: everybody sees that there are some; what is in them is row-level security's to say. */
  seeAudits: may('seeAudits', 'see audits', ...staff),
  /** Tools, rounds, who audits what, moderation, reports. */
  runAudits: may('runAudits', 'run audits', 'qa-lead', 'head-of-service'),
  /** Of these, those who are trained, to whom an audit is given and who are independent of it. */
  doAudits: may('doAudits', 'audit', ...deciders, ...managers, 'qa-lead', 'moderator', 'principal-social-worker'),
  /** Every audit, also those not of one's own line: those who answer for practice. */
  overseeAudits: may(
    'overseeAudits',
    'oversee audits',
    'qa-lead',
    'service-manager',
    'head-of-service',
    ...leaders,
    'principal-social-worker',
  ),
  /** A senior manager, who did not make it: the database checks that as well. */
  signOffAuditReports: may('signOffAuditReports', 'sign off audit reports', 'head-of-service', ...leaders),
  /** Issued reports; whoever sees no child's record reads the one without small numbers. */
  readAuditReports: may(
    'readAuditReports',
    'read audit reports',
    'qa-lead',
    'service-manager',
    'head-of-service',
    ...leaders,
    'principal-social-worker',
    'performance-analyst',
    'scrutiny-support',
  ),
  /** Partners see their own agency; row-level security hides the others from them. */
  seeAgencies: may(
    'seeAgencies',
    'see partner agencies',
    ...staff,
    'minute-taker',
    'performance-analyst',
    'administrator',
    'partner',
  ),
} as const

/** Whether somebody with these roles has the permission. */
export const allows = (permission: Permission, roles: readonly Role[]): boolean =>
  roles.some((role) => permission.roles.has(role))

/** Partners and scrutiny support stand outside: what they may not see, they are not told exists. */
export const isOutsider = (roles: readonly Role[]): boolean =>
  roles.every((role) => role === 'partner' || role === 'scrutiny-support')
