import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#platform/transaction'

/** How an agency took part in one quarter, by the day on which discussions were held. */
export interface OwnFigures {
  /** Its first day. */
  readonly quarter: Temporal.PlainDate
  /** Discussions held that it was invited to. */
  readonly invited: number
  readonly attended: number
  /** Did not attend, and sent information or was asked beforehand. */
  readonly sentInformation: number
  readonly absent: number
  /** Answered before it began. */
  readonly inTime: number
}

/** The figures of the agency of whoever asks; of no other. */
export async function listOwnFigures(
  tx: Tx,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<readonly OwnFigures[]> {
  const { rows } = await sql<OwnFigures>`
    select * from strategy.own_agency_figures(${from.toString()}::date, ${to.toString()}::date)`.execute(tx.sql)
  return rows
}

/** How everybody did together in one quarter, by the day on which discussions were due. */
export interface PartnershipFigures {
  readonly quarter: Temporal.PlainDate
  readonly due: number
  readonly held: number
  /** Due, and not held, cancelled or decided against. */
  readonly notHeld: number
  readonly cancelled: number
  readonly decidedNot: number
  /** Of those held: with all three partners there, with the NHS, with the police. */
  readonly allThree: number
  readonly withNhs: number
  readonly withPolice: number
}

export async function listPartnershipFigures(
  tx: Tx,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<readonly PartnershipFigures[]> {
  const { rows } = await sql<PartnershipFigures>`
    select * from strategy.partnership_figures(${from.toString()}::date, ${to.toString()}::date)`.execute(tx.sql)
  return rows
}
