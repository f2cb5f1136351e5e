import { type Checked, invalid, ok } from '../outcome.ts'

/** The whole scale that raters could use, whether they used all of it or not. */
export interface Scale {
  /** At least two, in order from the lowest. */
  readonly labels: readonly string[]
  /** What each stands for: its own number when all labels are numbers, otherwise its rank 1…q. Ascending. */
  readonly values: readonly number[]
}

/** What each rater gave each unit. */
export interface Ratings {
  readonly scale: Scale
  readonly raters: number
  /** Unit by unit, rater by rater: the place of the label on the scale from 0, or {@link missing}. */
  readonly cells: Int16Array
}

export const missing = -1

const aNumber = /^[-+]?(\d+(\.\d*)?|\.\d+)$/
const mostLabels = 1000

/**
 * A scale of these labels, in the order given; of numbers, in the order of the numbers. Invalid when there are fewer than two,
 * or two that are the same (for numbers: "1" and "1.0").
 */
export function scaleOf(labels: readonly string[]): Checked<Scale> {
  const trimmed = labels.map((label) => label.trim())
  if (trimmed.includes('')) return no('One of the labels of the scale is empty.')
  if (trimmed.length < 2) return no('A scale has at least two labels.')
  if (trimmed.length > mostLabels) return no(`A scale has at most ${mostLabels} labels.`)
  const isNumeric = trimmed.every((label) => aNumber.test(label))
  const entries = trimmed.map((label, at) => ({ label, value: isNumeric ? Number(label) : at + 1 }))
  if (isNumeric) entries.sort((one, other) => one.value - other.value)
  const twice = entries.find(({ label, value }, at) =>
    entries.some((other, place) => place < at && (other.label === label || other.value === value)),
  )
  if (twice) return no(`The label ${twice.label} stands in the scale twice.`)
  return ok({ labels: entries.map(({ label }) => label), values: entries.map(({ value }) => value) })
}

/** Finds labels on a scale by their text, without spaces around it; numbers by their value, so that 1.0 is 1. */
export function placeOnScale({ labels, values }: Scale): (text: string) => number | undefined {
  const places = new Map(labels.map((label, at) => [label, at]))
  const isNumeric = labels.every((label) => aNumber.test(label))
  const byValue = new Map(values.map((value, at) => [value, at]))
  return (text) => {
    const label = text.trim()
    return places.get(label) ?? (isNumeric && aNumber.test(label) ? byValue.get(Number(label)) : undefined)
  }
}

/** Ratings of units by raters, each a place on the scale or null where there is none. Throws when rows are not equally long. */
export function ratingsOf(scale: Scale, raters: number, units: readonly (readonly (number | null)[])[]): Ratings {
  if (raters < 1) throw new RangeError('Ratings are given by somebody')
  const cells = new Int16Array(units.length * raters).fill(missing)
  units.forEach((unit, row) => {
    if (unit.length !== raters) throw new RangeError(`A unit has ${unit.length} ratings of ${raters} raters`)
    unit.forEach((place, rater) => {
      if (place === null) return
      if (!Number.isInteger(place) || place < 0 || place >= scale.labels.length)
        throw new RangeError(`${place} is no place on the scale`)
      cells[row * raters + rater] = place
    })
  })
  return { scale, raters, cells }
}

const no = (message: string): Checked<never> => invalid({ field: 'scale', message })
