import type { Temporal } from 'temporal-polyfill'
import type { Outcome } from '#kernel/outcome'
import type { PackSource } from '#platform/area'
import type { Tx } from '#platform/transaction'

/** Something that somebody will do, agreed at a meeting. */
export interface NewAction {
  readonly what: string
  readonly from: { readonly kind: 'meeting'; readonly id: string; readonly reference: string }
  readonly owner: {
    readonly personId: string | null
    /** The agency of the person, or whose desk it is; null for the authority's own people. */
    readonly agencyId: string | null
    /** Who at the desk; '' for a person, or for nobody in particular. */
    readonly name: string
  }
  readonly dueOn: Temporal.PlainDate
}

/** An action as a meeting shows it. */
export interface ListedAction {
  readonly id: string
  readonly what: string
  readonly ownerName: string
  /** The agency that does it; null for the authority's own people. */
  readonly ownerAgencyId: string | null
  readonly dueOn: Temporal.PlainDate
  /** "Open", "Done": what became of it, in words. */
  readonly state: string
  readonly href?: string
}

/** What meetings need of the register of actions. */
export interface Actions {
  /** Invalid, in one sentence, when this owner cannot be. */
  readonly recordAction: (tx: Tx, action: NewAction) => Promise<Outcome<unknown>>
  readonly listActionsFrom: (
    tx: Tx,
    from: { readonly kind: 'meeting'; readonly id: string },
  ) => Promise<readonly ListedAction[]>
}

/** What meetings need of others; app.ts hands it in. */
export interface MeetingsDeps {
  /** The register of actions; null while there is none: then nothing asks for actions, and none is shown. */
  readonly actions: Actions | null
  /** What every area gives for a pack; app.ts collects it. */
  readonly packSources: () => readonly PackSource[]
  /** The latest sealed root of the trail, or null where none can be reached. */
  readonly trailRoot: (tx: Tx) => Promise<string | null>
}
