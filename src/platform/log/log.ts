import pino from 'pino'

export type Log = pino.Logger

/**
 * Structured lines on standard error. No personal data: requests are logged by route pattern and reference number, never by
 * query or body, and errors by kind, code and place, never by message, since PostgreSQL puts values into its messages.
 */
export const openLog = (level: string): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination(2),
  )

/** What may be said of an error in a log. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const place = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
  const { code, constraint, table, schema, routine } = error as Error & Record<string, unknown>
  return { kind: error.name, code, constraint, schema, table, routine, place: place.map((line) => line.trim()) }
}
