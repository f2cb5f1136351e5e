import { type Checked, invalid, ok } from '#kernel/outcome'
import { openSource, readPieces, type TableFile, UnreadableTable } from '#platform/tables'
import { xmlReader } from '#platform/xml'
import { type CinElement, cinElements } from './columns.ts'

/** The texts of some elements, by their name; the first of several. */
export type Texts = Readonly<Partial<Record<CinElement, string>>>

/** A child of the census with the parts that make rows. */
export interface CensusChild {
  /** From 1, in the file's order: people have no better way to find it again. */
  readonly place: number
  readonly child: Texts
  readonly referrals: readonly Texts[]
  readonly assessments: readonly Texts[]
  readonly section47s: readonly Texts[]
}

const mostBytes = 300 * 1024 * 1024
const mostText = 10_000

const parts = { CINdetails: 'referrals', Assessments: 'assessments', Section47: 'section47s' } as const
const known = new Set<string>(cinElements)

class NotACensus extends Error {}

/**
 * Reads the children of a CIN census piece by piece and gives each to `use`. Invalid, in one sentence, when it is not well formed, no census, or has a
 * document type: entities are never expanded and nothing is fetched.
 */
export async function readCensus(
  file: TableFile,
  advance: (share: number) => Promise<void> | void,
  use: (child: CensusChild) => void,
): Promise<Checked<number>> {
  try {
    const source = await openSource(file)
    if (source.size > mostBytes) throw new NotACensus(`${source.name} is larger than a census can be: split it.`)
    const feed = feeder(source.name)
    let read = 0
    let children = 0
    const useAll = (completed: readonly CensusChild[]): void => {
      for (const child of completed) use(child)
      children += completed.length
    }
    for await (const piece of readPieces(source)) {
      useAll(feed(piece))
      read += piece.length
      await advance(read / source.size)
    }
    useAll(feed(null))
    if (children > 0) return ok(children)
    throw new NotACensus(`${source.name} has no children in it: choose a children in need census.`)
  } catch (error) {
    if (error instanceof NotACensus || error instanceof UnreadableTable)
      return invalid({ field: 'file', message: error.message })
    throw error
  }
}

/** Takes the file piece by piece, null for its end, and answers the children that are complete by then. */
function feeder(name: string): (piece: Uint8Array | null) => readonly CensusChild[] {
  const { completed, reader } = collector()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return (piece) => {
    try {
      reader.write(piece === null ? decoder.decode() : decoder.decode(piece, { stream: true }))
      if (piece === null) reader.end()
    } catch {
      // Whatever the reader of XML or of UTF-8 complains of: the file is not what it should be.
      throw new NotACensus(
        `${name} is not an XML file that can be read, perhaps because it was cut off: make it again.`,
      )
    }
    return completed.splice(0)
  }
}

type Growing = { -readonly [Key in keyof Texts]: Texts[Key] }

interface GrowingChild {
  readonly child: Growing
  readonly referrals: Growing[]
  readonly assessments: Growing[]
  readonly section47s: Growing[]
}

/** Takes the elements as they come and puts each text where it belongs: the child, or the innermost part that is open. */
function collector() {
  const completed: CensusChild[] = []
  let children = 0
  let growing: GrowingChild | null = null
  const open: Growing[] = []
  let text = ''
  const reader = xmlReader({
    open(name) {
      text = ''
      if (name === 'Child') {
        growing = { child: {}, referrals: [], assessments: [], section47s: [] }
        open.splice(0, open.length, growing.child)
      } else if (growing !== null && name in parts) {
        const part: Growing = {}
        growing[parts[name as keyof typeof parts]].push(part)
        open.push(part)
      }
    },
    text(piece) {
      if (text.length + piece.length > mostText) throw new Error('a text is longer than any of a census')
      text += piece
    },
    close(name) {
      if (name === 'Child' && growing !== null) {
        children += 1
        completed.push({ place: children, ...growing })
        growing = null
      } else if (growing !== null && name in parts) open.pop()
      else if (known.has(name)) keep(open.at(-1), name as CinElement, text.trim())
      text = ''
    },
  })
  return { completed, reader }
}

function keep(part: Growing | undefined, name: CinElement, text: string): void {
  if (part !== undefined && part[name] === undefined) part[name] = text
}
