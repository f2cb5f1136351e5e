import { Temporal } from 'temporal-polyfill'
import type { Problem } from '#kernel/outcome'

import { type SettingDefinition, settingDefinitions, type TimeOfDay, type WholeNumber } from './setting-definitions.ts'

export type SettingKey = keyof typeof settingDefinitions
export const settingKeys = Object.keys(settingDefinitions) as readonly SettingKey[]
export const isSettingKey = (text: string): text is SettingKey => Object.hasOwn(settingDefinitions, text)

type ValueOf<D extends SettingDefinition> = D extends WholeNumber
  ? number
  : D extends TimeOfDay
    ? Temporal.PlainTime
    : boolean

/** Every setting with the value that holds. Times of day are Europe/London. */
export type Settings = { readonly [Key in SettingKey]: ValueOf<(typeof settingDefinitions)[Key]> }

/** How a value is stored: a number, `17:00`, true or false. */
export type StoredValue = number | string | boolean

/** The settings that hold, given what was last stored for each. Something stored that no longer fits gives the default. */
export function settingsFrom(stored: ReadonlyMap<string, unknown>): Settings {
  const values = settingKeys.map((key) => [key, valueHeld(settingDefinitions[key], stored.get(key))] as const)
  // Each value was made by its own definition, entry by entry; the mapped type says the same of the whole.
  return Object.fromEntries(values) as unknown as Settings
}

function valueHeld(definition: SettingDefinition, stored: unknown): number | boolean | Temporal.PlainTime {
  switch (definition.kind) {
    case 'whole-number':
      return typeof stored === 'number' ? stored : definition.default
    case 'time-of-day':
      return Temporal.PlainTime.from(typeof stored === 'string' ? stored : definition.default)
    case 'yes-no':
      return typeof stored === 'boolean' ? stored : definition.default
  }
}

/** A setting as typed, read into what is stored, or what is wrong with it. */
export function readSetting(
  key: SettingKey,
  typed: string,
): { readonly ok: true; readonly value: StoredValue } | { readonly ok: false; readonly message: string } {
  const definition: SettingDefinition = settingDefinitions[key]
  const given = typed.trim()
  switch (definition.kind) {
    case 'whole-number':
      return readWholeNumber(definition, given)
    case 'time-of-day':
      return /^([01]?\d|2[0-3])[:.][0-5]\d$/.test(given)
        ? { ok: true, value: given.replace('.', ':').padStart(5, '0') }
        : { ok: false, message: 'Enter a time of day, such as 17:00' }
    case 'yes-no':
      return given === 'yes' || given === 'no'
        ? { ok: true, value: given === 'yes' }
        : { ok: false, message: 'Choose yes or no' }
  }
}

function readWholeNumber({ unit, minimum, maximum }: WholeNumber, given: string): ReturnType<typeof readSetting> {
  const value = Number(given)
  const fits = /^\d{1,5}$/.test(given) && value >= minimum && value <= maximum
  if (fits) return { ok: true, value }
  return { ok: false, message: `Enter a whole number of ${unit} from ${minimum} to ${maximum}` }
}

/** What is wrong between settings once this one is changed: a day, of work or of reading, must start before it ends. */
export function settingsProblem(settings: Settings): Omit<Problem, 'field'> | null {
  const days = [
    ['working day', settings.startOfWorkingDay, settings.endOfWorkingDay],
    ['hours for reading records', settings.startOfReadingHours, settings.endOfReadingHours],
  ] as const
  const turned = days.find(([, starts, ends]) => Temporal.PlainTime.compare(starts, ends) >= 0)
  if (turned === undefined) return null
  const [what, starts, ends] = turned
  return { message: `The ${what} must start (${wordsOf(starts)}) before ${startsEnding(what)} (${wordsOf(ends)})` }
}

const startsEnding = (what: string): string => (what === 'working day' ? 'it ends' : 'they end')

/** A value in words: "20 hours", "17:00", "Yes". */
export function settingInWords(key: SettingKey, value: Settings[SettingKey]): string {
  const definition: SettingDefinition = settingDefinitions[key]
  if (definition.kind === 'whole-number')
    return value === 1 && definition.unit !== 'children'
      ? `1 ${definition.unit.slice(0, -1)}`
      : `${value} ${definition.unit}`
  return wordsOf(value)
}

const wordsOf = (value: number | boolean | Temporal.PlainTime): string => {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return value instanceof Temporal.PlainTime ? value.toString({ smallestUnit: 'minute' }) : String(value)
}
