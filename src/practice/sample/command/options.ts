import { Temporal } from 'temporal-polyfill'
import { readTypedDay } from '#kernel/typed-date'

/** What is to be made. */
export interface SamplePlan {
  readonly seed: number
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly contactsPerYear: number
}

/** As typed. */
export interface SampleOptions {
  readonly seed: string
  readonly from: string
  readonly to?: string
  readonly contactsPerYear: string
}

type Read<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly sentence: string }

const refused = (sentence: string): { readonly ok: false; readonly sentence: string } => ({ ok: false, sentence })

/** Bank holidays are known from 2012 on, and an assessment takes some days of the year after. */
const earliest = Temporal.PlainDate.from('2013-01-01')
const mostPerYear = 5_000_000

/** Reads the options, or says in one sentence what is wrong with the first that is. */
export function readOptions(options: SampleOptions, today: Temporal.PlainDate): Read<SamplePlan> {
  const seed = readWhole('--seed', options.seed, 0, 2 ** 31 - 1)
  if (!seed.ok) return seed
  const from = readDay('--from', options.from)
  if (!from.ok) return from
  const to = options.to === undefined ? { ok: true as const, value: today } : readDay('--to', options.to)
  if (!to.ok) return to
  const contactsPerYear = readWhole('--contacts-per-year', options.contactsPerYear, 1, mostPerYear)
  if (!contactsPerYear.ok) return contactsPerYear
  const wrong = wrongDays(from.value, to.value, today)
  if (wrong !== null) return refused(wrong)
  return {
    ok: true,
    value: { seed: seed.value, from: from.value, to: to.value, contactsPerYear: contactsPerYear.value },
  }
}

function readWhole(name: string, typed: string, least: number, most: number): Read<number> {
  const number = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN
  if (number >= least && number <= most) return { ok: true, value: number }
  return refused(`${name} must be a whole number from ${least} to ${most}, not “${typed}”.`)
}

function readDay(name: string, typed: string): Read<Temporal.PlainDate> {
  const day = readTypedDay(typed)
  return day.ok ? { ok: true, value: day.value } : refused(`${name} must be a day such as 2020-01-01, not “${typed}”.`)
}

function wrongDays(from: Temporal.PlainDate, to: Temporal.PlainDate, today: Temporal.PlainDate): string | null {
  if (Temporal.PlainDate.compare(from, to) > 0) return `--from ${from} is after --to ${to}: give the earlier day first.`
  if (Temporal.PlainDate.compare(to, today) > 0)
    return `--to ${to} has not come yet: give today, ${today}, or an earlier day.`
  if (Temporal.PlainDate.compare(from, earliest) < 0)
    return `--from must be ${earliest} or later: bank holidays are not known before.`
  return null
}
