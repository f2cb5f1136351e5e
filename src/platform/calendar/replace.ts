import { foldLines } from 'ical-generator'

/** Changes calendar text line by line, as the lines are before they are folded; null drops one. */
export function replaceInCalendar(text: string, change: (line: string) => string | null): string {
  const lines = text.replaceAll(/\r\n[ \t]/g, '').split('\r\n')
  return foldLines(lines.flatMap((line) => change(line) ?? []).join('\r\n'))
}
