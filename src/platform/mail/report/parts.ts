/**
 * The little of MIME (RFC 2045, 2046) that a delivery report needs: headers, and parts within parts. Written for mail that
 * anybody may send: nothing here grows faster than what was sent, and everything has an end.
 */
export interface Part {
  /** By lower-case name; of a header that comes twice the first. */
  readonly headers: ReadonlyMap<string, string>
  /** Lower case, such as `message/delivery-status`. */
  readonly type: string
  readonly body: string
}

const longestHeaders = 65_536
const mostParts = 50
const deepest = 4

/** A message or a part, from its text with single line feeds. */
export function readPart(text: string): Part {
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n')
  const head = (end === -1 ? text : text.slice(0, end)).slice(0, longestHeaders)
  const headers = readFields(head)
  const type = (headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? ''
  return { headers, type, body: end === -1 ? '' : text.slice(end).replace(/^\n{1,2}/, '') }
}

/** `Name: value` lines, folded ones put together. */
export function readFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  const lines = text.replaceAll(/\n[ \t]+/g, ' ').split('\n')
  for (const line of lines) {
    const at = line.indexOf(':')
    const name = line.slice(0, Math.max(at, 0)).trim().toLowerCase()
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(at + 1).trim())
  }
  return fields
}

/** A parameter of the Content-Type, such as the boundary; '' when it is not there. */
export function parameterOf({ headers }: Part, name: string): string {
  const value = (headers.get('content-type') ?? '').slice(0, 2000)
  for (const [, key = '', quoted, plain = ''] of value.matchAll(/;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s;"]+))/g))
    if (key.toLowerCase() === name) return quoted ?? plain
  return ''
}

/** The parts of a multipart, in order; none of anything else. */
export function partsOf(part: Part): readonly Part[] {
  const boundary = parameterOf(part, 'boundary')
  if (!part.type.startsWith('multipart/') || boundary === '') return []
  const pieces: string[][] = []
  for (const line of part.body.split('\n')) {
    const mark = line.trimEnd()
    if (mark === `--${boundary}--`) break
    if (mark === `--${boundary}`) {
      if (pieces.length === mostParts) break
      pieces.push([])
    } else pieces.at(-1)?.push(line)
  }
  return pieces.map((lines) => readPart(lines.join('\n')))
}

/** The part itself and every multipart within it: a gateway may have wrapped the report once more. */
export function multipartsIn(part: Part, depth = 0): readonly Part[] {
  if (depth === deepest || !part.type.startsWith('multipart/')) return []
  return [part, ...partsOf(part).flatMap((inner) => multipartsIn(inner, depth + 1))]
}

/** The body as it was before it was encoded for the way; one character for each byte. */
export function decoded({ headers, body }: Part): string {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1').replaceAll('\r\n', '\n')
  if (encoding !== 'quoted-printable') return body
  return body
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_whole, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)))
}
