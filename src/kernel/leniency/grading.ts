/** A grade that an auditor gave. */
export interface Grading {
  readonly auditor: string
  readonly team: string
  /** What was audited, and with which questions. */
  readonly tool: string
  /** "2021-11". */
  readonly month: string
  /** 1 to 4, say, whichever way the scale runs. */
  readonly grade: number
}
