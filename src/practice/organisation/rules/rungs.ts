import { rungs } from '../words.ts'

/** The rungs of an escalation for which an agency has named nobody: there it would stop. */
export const rungsUnnamed = (contacts: readonly { readonly rung: number }[]): readonly number[] =>
  rungs.filter((rung) => !contacts.some((contact) => contact.rung === rung))
