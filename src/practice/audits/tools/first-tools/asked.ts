import type { Subject } from '../../words.ts'
import type { ToolContent, ToolQuestion } from '../content.ts'

/** A tool that comes with Line of Sight: published as version 1 where an authority has none. */
export interface FirstTool {
  readonly key: string
  readonly name: string
  readonly subject: Subject
  readonly content: ToolContent
}

type Asked = Pick<ToolQuestion, 'key' | 'text' | 'guidance'>

/** Yes, partly, no or not applicable, with where it was seen: what most questions of the field are. */
export const met = (key: string, text: string, guidance: string): ToolQuestion => ({
  ...{ key, text, guidance },
  kind: 'met',
  choices: [],
  isRequired: true,
  asksEvidence: true,
})

/** One of a list, with where it was seen. */
export const oneOf = (asked: Asked, choices: Readonly<Record<string, string>>): ToolQuestion => ({
  ...asked,
  kind: 'choice',
  choices: Object.entries(choices).map(([value, text]) => ({ value, text })),
  isRequired: true,
  asksEvidence: true,
})

/** Words of the auditor's own: no evidence beside them, they are it. */
export const words = (asked: Asked, isRequired = true): ToolQuestion => ({
  ...asked,
  kind: 'text',
  choices: [],
  isRequired,
  asksEvidence: false,
})

export const howMany = (asked: Asked): ToolQuestion => ({
  ...asked,
  kind: 'number',
  choices: [],
  isRequired: true,
  asksEvidence: false,
})
