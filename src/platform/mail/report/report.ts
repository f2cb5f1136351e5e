import { decoded, multipartsIn, type Part, parameterOf, partsOf, readFields, readPart } from './parts.ts'

/** More than any report of a message of ours: the rest is not looked at. */
export const longestReport = 1_000_000

/** What a message that came back to us says. */
export type Report =
  | {
      readonly says: 'failed'
      /** Which message of ours it is about. */
      readonly messageId: string
      /** `5.1.1` and the like (RFC 3463): why. */
      readonly code: string
    }
  /** A delay or a success, and no more. */
  | { readonly says: 'no-failure' }
  /** Not a report (an out-of-office note, a letter), or one that does not name a message as ours are named. */
  | { readonly says: 'nothing' }

/**
 * Reads a delivery status notification (RFC 3464). Only what names our message and its end is taken: the identifier that we
 * gave it, in the envelope or as its Message-ID, the action, and the status. The other server's words are not kept.
 */
export function readReport(source: Buffer): Report {
  const text = source.subarray(0, longestReport).toString('latin1').replaceAll('\r\n', '\n')
  const report = multipartsIn(readPart(text)).find(isReport)
  if (report === undefined) return { says: 'nothing' }
  const parts = partsOf(report)
  const status = parts.find(({ type }) => /^message\/(global-)?delivery-status$/.test(type))
  if (status === undefined) return { says: 'nothing' }
  const [whole, ...recipients] = groupsOf(decoded(status))
  const messageId = idIn(whole?.get('original-envelope-id')) ?? parts.map(originalId).find((id) => id !== null) ?? null
  if (messageId === null) return { says: 'nothing' }
  const failed = recipients.find((fields) => fields.get('action')?.toLowerCase().startsWith('failed'))
  if (failed === undefined) return { says: 'no-failure' }
  return {
    says: 'failed',
    messageId,
    code: /^[245]\.\d{1,3}\.\d{1,3}/.exec(failed.get('status') ?? '')?.[0] ?? '5.0.0',
  }
}

const isReport = (part: Part): boolean =>
  part.type === 'multipart/report' && parameterOf(part, 'report-type').toLowerCase() === 'delivery-status'

/** A message of ours has one recipient; nobody's report needs more than these. */
const mostGroups = 100

/** Groups of fields with empty lines between them: the first is about the message, each of the others about a recipient. */
function groupsOf(text: string): readonly ReadonlyMap<string, string>[] {
  const groups: string[][] = [[]]
  for (const line of text.split('\n')) {
    if (line.trim() !== '') groups.at(-1)?.push(line)
    else if (groups.at(-1)?.length !== 0 && groups.push([]) > mostGroups) break
  }
  return groups.filter((lines) => lines.length > 0).map((lines) => readFields(lines.join('\n')))
}

/** The id in the Message-ID of the message that came back: its headers alone, or all of it. */
function originalId(part: Part): string | null {
  if (!/^(text\/rfc822-headers|message\/(rfc822|global|global-headers))$/.test(part.type)) return null
  const original = readPart(decoded(part))
  return idIn(original.headers.get('message-id'))
}

const idIn = (text: string | undefined): string | null =>
  /^<?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:@|>|$)/.exec(text?.toLowerCase() ?? '')?.[1] ??
  null
