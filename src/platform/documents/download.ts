import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { type Download, download } from '#platform/http'
import { toCsv } from './csv.ts'
import type { Document } from './model.ts'
import { toWord } from './word/index.ts'

/** A document as a file to keep. `name` is without the day and the ending, and without anybody's name. */
export async function documentDownload(
  document: Document,
  { format, name, now }: { readonly format: 'docx' | 'csv'; readonly name: string; readonly now: Temporal.Instant },
): Promise<Download> {
  const filename = `${name}-${londonDate(now)}.${format}`
  if (format === 'csv') return download({ filename, type: 'text/csv; charset=utf-8', body: toCsv(document) })
  return download({ filename, type: wordType, body: await toWord(document) })
}

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
