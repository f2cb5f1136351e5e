import type { ActionState, FromKind, StepKind } from '../words.ts'
import { type Verifier, whyNotIndependent } from './independence.ts'

/** How an action stands, as far as it matters to what may follow. */
export interface Standing {
  readonly state: ActionState
  readonly fromKind: FromKind
  readonly ownerPersonId: string | null
  readonly ownerAgencyId: string | null
  readonly recordedBy: string | null
  readonly doneBy: string | null
  /** Who recorded the last step that nobody took back; null when there is none. */
  readonly lastStep: { readonly recordedBy: string | null } | null
}

/** Whoever looks at the action, and what their roles let them do. */
export interface Asker extends Verifier {
  /** Themselves and everybody whose work they do now. */
  readonly actsFor: readonly string[]
  readonly mayRecord: boolean
  readonly mayVerify: boolean
  readonly mayArrange: boolean
}

/** The steps that somebody may record on an action as it stands. PostgreSQL checks the same in actions.check_step(). */
export function stepsOpenTo(action: Standing, asker: Asker): ReadonlySet<StepKind> {
  const open = new Set<StepKind>()
  if (action.state === 'open' && mayReport(action, asker)) open.add('done')
  if (action.state === 'done' && asker.mayVerify && whyNotIndependent(action, asker) === null)
    open.add('verified').add('not-accepted')
  if (mayArrange(action, asker)) {
    if (action.state === 'open') open.add('handed')
    if (action.state === 'open' && mayRelease(action, asker)) open.add('moved')
    if ((action.state === 'open' || action.state === 'done') && mayRelease(action, asker)) open.add('cancelled')
  }
  if (mayTakeBack(action, asker)) open.add('taken-back')
  return open
}

/** The owner, whoever does their work, anybody of the agency; and for an agency, one of ours to whom it was told. */
function mayReport({ ownerPersonId, ownerAgencyId }: Standing, asker: Asker): boolean {
  if (ownerPersonId !== null && asker.actsFor.includes(ownerPersonId)) return true
  return ownerAgencyId !== null && (ownerAgencyId === asker.agencyId || asker.mayRecord)
}

const mayArrange = ({ recordedBy }: Standing, { personId, mayArrange: may, agencyId }: Asker): boolean =>
  agencyId === null && (may || recordedBy === personId)

/** Nobody gives themselves more time, or lets themselves off, unless they set the action themselves. */
const mayRelease = ({ ownerPersonId, fromKind, recordedBy }: Standing, { personId }: Asker): boolean =>
  ownerPersonId !== personId || (fromKind === 'own' && recordedBy === personId)

const mayTakeBack = ({ lastStep }: Standing, { personId, agencyId, mayArrange: may }: Asker): boolean =>
  agencyId === null && lastStep !== null && (may || lastStep.recordedBy === personId)
