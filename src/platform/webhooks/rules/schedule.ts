/** The wait after the first attempt that failed, in seconds. Each wait after it is twice as long. */
const firstWait = 90
/** Eleven attempts with ten waits between them: 25 and a half hours in all. */
export const mostTries = 11

/** How long to wait after the attempt of this number (the first is 1) failed, in seconds; null when it is given up. */
export const waitAfter = (tries: number): number | null => (tries >= mostTries ? null : firstWait * 2 ** (tries - 1))

/** What one attempt met: a status, or none and what went wrong. */
export interface Met {
  readonly status: number | null
  readonly fault: string
}

/** `gone`: the receiver says that nobody listens there any more, and is not told again. */
export type Verdict = 'delivered' | 'gone' | 'failed'

export function verdictOf({ status }: Met): Verdict {
  if (status === null) return 'failed'
  if (status >= 200 && status < 300) return 'delivered'
  return status === 410 ? 'gone' : 'failed'
}
