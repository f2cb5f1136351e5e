import type { MatchedCode } from './match.ts'

export type Match<Code extends string> = (text: string) => MatchedCode<Code> | null

/** An extract has the same few words a hundred thousand times. What is too varied to be words of a list is not kept. */
export function remembering<Code extends string>(match: Match<Code>): Match<Code> {
  const known = new Map<string, MatchedCode<Code> | null>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const matched = match(text)
    if (known.size < 1_000 && text.length < 100) known.set(text, matched)
    return matched
  }
}
