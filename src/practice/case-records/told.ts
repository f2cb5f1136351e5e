import type { Temporal } from 'temporal-polyfill'
import type { SourceCode } from '#practice/front-door'

/** What the case system says of a referral. Null or '' where it says nothing. */
export interface ReferralTold {
  readonly sourceCode: SourceCode | null
  readonly isNoFurtherAction: boolean | null
  readonly team: string
  readonly worker: string
}

export interface AssessmentTold {
  readonly authorisedOn: Temporal.PlainDate | null
  readonly isChildSeen: boolean | null
  readonly needsSupport: boolean | null
  readonly hasDisability: boolean | null
  readonly team: string
  readonly worker: string
}

/** A section 47 enquiry, with the initial child protection conference that it led to or did not. */
export interface Section47Told {
  readonly isConferenceUnnecessary: boolean | null
  readonly conferenceOn: Temporal.PlainDate | null
  readonly ledToPlan: boolean | null
  readonly hasDisability: boolean | null
  readonly team: string
  readonly worker: string
}

export const noReferral: ReferralTold = { sourceCode: null, isNoFurtherAction: null, team: '', worker: '' }

export const noAssessment: AssessmentTold = {
  authorisedOn: null,
  isChildSeen: null,
  needsSupport: null,
  hasDisability: null,
  team: '',
  worker: '',
}

export const noSection47: Section47Told = {
  isConferenceUnnecessary: null,
  conferenceOn: null,
  ledToPlan: null,
  hasDisability: null,
  team: '',
  worker: '',
}
