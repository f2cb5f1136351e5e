/** Numbers that are added one by one, a million of them, in eight bytes each. */
export interface Numbers {
  readonly length: number
  add(value: number): void
  /** A copy in ascending order. */
  ordered(): Float64Array
}

export function numbers(): Numbers {
  let values = new Float64Array(64)
  let length = 0
  return {
    get length() {
      return length
    },
    add(value) {
      if (length === values.length) {
        const larger = new Float64Array(length * 2)
        larger.set(values)
        values = larger
      }
      values[length] = value
      length += 1
    },
    ordered: () => values.slice(0, length).sort(),
  }
}
