import { looseKey } from '#kernel/loose-key'
import { type Checked, invalid, ok, type Problem } from '#kernel/outcome'
import type { Cell } from './cell.ts'

/** A column's header as the file has it. */
export interface Header {
  /** The text found; a column without one is called by its letter: "column F". */
  readonly name: string
  /** From 0. */
  readonly column: number
}

/** A column that somebody wants from a file. */
export interface WantedColumn<Name extends string> {
  readonly name: Name
  /** Other headers that mean the same. */
  readonly aliases: readonly string[]
  readonly isRequired: boolean
}

/** For files that name their columns in another way: our name to their header. */
export type HeaderMap = Readonly<Record<string, string>>

export interface MatchedHeaders<Name extends string> {
  readonly found: Readonly<Partial<Record<Name, Header>>>
  /** Headers that nobody wanted, in the file's order. */
  readonly unused: readonly Header[]
}

/**
 * Finds the wanted columns among the headers of a file. Capitals, spaces of any kind, underscores and punctuation make no
 * difference; our own name goes before the aliases; a map goes before both. Invalid names each column that is required and
 * missing, that several headers could be, or that the map looks for in vain.
 */
export function matchHeaders<Name extends string>(
  headers: readonly Header[],
  wanted: readonly WantedColumn<Name>[],
  map: HeaderMap = {},
): Checked<MatchedHeaders<Name>> {
  const found: Partial<Record<Name, Header>> = {}
  const problems: Problem[] = []
  for (const column of wanted) {
    const match = matchColumn(headers, column, map[column.name])
    if (typeof match === 'string') problems.push({ field: column.name, message: match })
    else if (match) found[column.name] = match
  }
  if (problems.length > 0) return invalid(...problems)
  const used = new Set(Object.values<Header | undefined>(found))
  return ok({ found, unused: headers.filter((header) => !used.has(header)) })
}

/** The header, null where it is absent and may be, or a sentence. */
function matchColumn(
  headers: readonly Header[],
  { name, aliases, isRequired }: WantedColumn<string>,
  mapped: string | undefined,
): Header | null | string {
  for (const names of mapped === undefined ? [[name], aliases] : [[mapped]]) {
    const keys = new Set(names.map(looseKey))
    const [first, ...others] = headers.filter((header) => keys.has(looseKey(header.name)))
    if (first && others.length > 0) return ambiguous(name, [first, ...others])
    if (first) return first
  }
  if (mapped !== undefined) return `The map says that ${name} is called "${mapped}", but no column is: correct the map.`
  return isRequired ? `There is no column ${name}: add it, or say in a map what it is called here.` : null
}

const ambiguous = (name: string, headers: readonly Header[]): string =>
  `${headers.length} columns could be ${name} (${headers.map(describe).join(', ')}): rename those that are not, or say in a map which it is.`

const describe = ({ name, column }: Header): string => `"${name}" in column ${columnLetters(column)}`

/** "A" for 0, "Z" for 25, "AA" for 26: the way spreadsheets name columns. */
export function columnLetters(column: number): string {
  const before = column < 26 ? '' : columnLetters(Math.floor(column / 26) - 1)
  return before + String.fromCharCode(65 + (column % 26))
}

/** The wanted cells of a row; those of columns that the file has not are absent. */
export function pickCells<Name extends string>(
  { cells }: { readonly cells: readonly Cell[] },
  { found }: MatchedHeaders<Name>,
): Partial<Record<Name, Cell>> {
  const picked: Partial<Record<Name, Cell>> = {}
  for (const name in found) picked[name] = cells[found[name]?.column ?? -1] ?? null
  return picked
}

/** Reads a map file: JSON such as {"received_at": "Date and time received"}. Invalid says which entry is wrong. */
export function readHeaderMap(json: string, wanted: readonly WantedColumn<string>[]): Checked<HeaderMap> {
  const map = parseMap(json)
  if (map === null) {
    return no('The map is not understood: write JSON such as {"received_at": "Date and time received"}.')
  }
  const names = new Set(wanted.map(({ name }) => name))
  const unknown = Object.keys(map).find((name) => !names.has(name))
  if (unknown === undefined) return ok(map)
  return no(`The map has an entry for "${unknown}", which is no column here: use ${[...names].join(', ')}.`)
}

function parseMap(json: string): HeaderMap | null {
  try {
    const map: unknown = JSON.parse(json)
    if (typeof map !== 'object' || map === null || Array.isArray(map)) return null
    return Object.values(map).every((header) => typeof header === 'string') ? (map as HeaderMap) : null
  } catch {
    return null
  }
}

const no = (message: string): Checked<never> => invalid({ field: 'map', message })
