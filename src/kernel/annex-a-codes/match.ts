import { looseKey } from '../loose-key.ts'
import type { AnnexACode } from './lists.ts'

/** A code list, and the other words by which an importer knows its entries. */
export interface CodeList<Code extends string> {
  readonly entries: readonly AnnexACode<Code>[]
  /** Loose key to code: "gp" to "3A". */
  readonly aliases: ReadonlyMap<string, Code>
}

export interface MatchedCode<Code extends string> {
  readonly code: Code
  /** False when the letter alone or other words led to it: then whoever sent it should see what was taken. */
  readonly isPlain: boolean
}

/** "q)" before the rest. */
const LETTERED = /^(?<letter>[a-z]\d?)\s*\)\s*(?<rest>.*)$/is

/** "6", "6: Police", "WBRI - White British". */
const CODED = /^(?<code>[0-9a-z-]+?)(?:\s*[:–]|\s+-|$)/i

/**
 * Finds the entry that a file means: by the code, then by the letter, then by the words, because letters have moved between
 * editions ("s) NOBT" is t) now) and codes have not. Null when nothing fits, or words fit several ("Individual").
 */
export function matchCode<Code extends string>(text: string, list: CodeList<Code>): MatchedCode<Code> | null {
  const { letter, rest } = splitLetter(text.replace(/\s+/g, ' ').trim())
  const byCode = findByCode(rest, list.entries)
  if (byCode) return { code: byCode.code, isPlain: true }
  const words = looseKey(rest)
  const byWords = list.entries.filter((each) => looseKey(each.words) === words)
  const byLetter = list.entries.find((each) => each.letter === (letter ?? rest).toLowerCase())
  if (byLetter) return { code: byLetter.code, isPlain: byWords.includes(byLetter) }
  const [only, ...others] = byWords
  if (only && others.length === 0) return { code: only.code, isPlain: true }
  const known = list.aliases.get(words)
  return known === undefined ? null : { code: known, isPlain: false }
}

function splitLetter(text: string): { readonly letter: string | null; readonly rest: string } {
  const { letter, rest } = LETTERED.exec(text)?.groups ?? {}
  return letter === undefined || rest === undefined ? { letter: null, rest: text } : { letter, rest }
}

function findByCode<Code extends string>(rest: string, entries: readonly AnnexACode<Code>[]) {
  const code = CODED.exec(rest)?.groups?.['code']?.toLowerCase()
  return code === undefined ? undefined : entries.find((each) => each.code.toLowerCase() === code)
}

/** Makes the aliases of a list from words as people write them. */
export function aliasesOf<Code extends string>(
  words: Readonly<Partial<Record<Code, string>>>,
): ReadonlyMap<string, Code> {
  const aliases = new Map<string, Code>()
  for (const code in words) for (const each of words[code]?.split(',') ?? []) aliases.set(looseKey(each), code)
  return aliases
}
