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
 * Reads the children of a CIN census piece by piece. Invalid, in one sentence, when it is not well formed, no census, or has a
 * document type: entities are never expanded and nothing is fetched.
 */
export async function readCensus(
  file: TableFile,
  advance: (share: number) => Promise<void> | void,
): Promise<Checked<readonly CensusChild[]>> {
  try {
    const source = await openSource(file)
    if (source.size > mostBytes) throw new NotACensus(`${source.name} is larger than a census can be: split it.`)
    const { children, reader } = collector()
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let read = 0
    for await (const piece of readPieces(source)) {
      reader.write(decoder.decode(piece, { stream: true }))
      read += piece.length
      await advance(read / source.size)
    }
    reader.write(decoder.decode())
    reader.end()
    if (children.length > 0) return ok(children)
    throw new NotACensus(`${source.name} has no children in it: choose a children in need census.`)
  } catch (error) {
    if (error instanceof NotACensus || error instanceof UnreadableTable)
      return invalid({ field: 'file', message: error.message })
    return invalid({
      field: 'file',
      message: `${nameOf(file)} is not an XML file that can be read, perhaps because it was cut off: make it again.`,
    })
  }
}

const nameOf = (file: TableFile): string => (typeof file === 'string' ? (file.split('/').at(-1) ?? file) : file.name)

type Growing = { -readonly [Key in keyof Texts]: Texts[Key] }

interface GrowingChild {
  readonly child: Growing
  readonly referrals: Growing[]
  readonly assessments: Growing[]
  readonly section47s: Growing[]
}

/** Takes the elements as they come and puts each text where it belongs: the child, or the innermost part that is open. */
function collector() {
  const children: CensusChild[] = []
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
        children.push({ place: children.length + 1, ...growing })
        growing = null
      } else if (growing !== null && name in parts) open.pop()
      else if (known.has(name)) keep(open.at(-1), name as CinElement, text.trim())
      text = ''
    },
  })
  return { children, reader }
}

function keep(part: Growing | undefined, name: CinElement, text: string): void {
  if (part !== undefined && part[name] === undefined) part[name] = text
}
