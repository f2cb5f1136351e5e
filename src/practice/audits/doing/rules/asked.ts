import type { CycleKind, Purpose, Subject, Voice } from '../../words.ts'
import { voicesAsked } from './voices.ts'

/** What an auditor is asked beside the tool's questions. */
export interface AskedBeside {
  /** Whom they ask, or say why not. */
  readonly voices: readonly Voice[]
  /** Whether something is to be done about what they find. Not in a session where everybody grades the same case. */
  readonly actions: boolean
}

/** The family is asked once: by the first auditor, never again by a second, and not for practising on a case. */
export function askedBeside(
  audited: { readonly subject: Subject; readonly cycleKind: CycleKind },
  given: { readonly purpose: Purpose; readonly marker: number },
  named: readonly Voice[],
): AskedBeside {
  const isPractice = audited.cycleKind === 'standardisation'
  const isFirst = given.purpose === 'mark' && given.marker === 1
  return {
    voices: isFirst && !isPractice ? voicesAsked(audited.subject, named) : [],
    actions: !isPractice,
  }
}
