import type { Chance } from '../../src/practice/sample/random.ts'

/** What people, systems and those who wish us ill put into files. */
const pieces = [
  '"',
  ',',
  '\n',
  '\r\n',
  ';',
  '\t',
  '\0',
  '\uFEFF',
  "'",
  '=cmd|calc!A1',
  '31/02/2021',
  '2021-13-45',
  '29/02/2023 25:61',
  '0021-01-01',
  '9'.repeat(40),
  '1.23457E+11',
  '-0',
  'NaN',
  '#N/A',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&a;',
  '<Child>',
  '</Child>',
  ']]>',
  '\u202E',
  '😀',
  'é',
  "'; drop table front_door.contact; --",
  '{{7*7}}',
  'a'.repeat(5000),
]

type Spoiling = (bytes: Buffer, random: Chance) => Buffer

const spoilings: readonly Spoiling[] = [
  // A wrong byte.
  (bytes, random) => {
    const spoilt = Buffer.from(bytes)
    if (spoilt.length > 0) spoilt[random.below(spoilt.length)] = random.below(256)
    return spoilt
  },
  // Cut off.
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  // A hole.
  (bytes, random) => {
    const at = random.below(bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.below(200))])
  },
  // Something where it does not belong.
  (bytes, random) => {
    const at = random.below(bytes.length + 1)
    const piece = Buffer.from(pieces[random.below(pieces.length)] ?? '')
    return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
  },
  // A part twice.
  (bytes, random) => {
    const at = random.below(bytes.length + 1)
    const part = bytes.subarray(at, at + random.below(2000))
    return Buffer.concat([bytes.subarray(0, at), part, part, bytes.subarray(at)])
  },
  // A value in place of another.
  (bytes, random) => {
    const text = bytes.toString('latin1')
    const cells = text.split(',')
    cells[random.below(cells.length)] = pieces[random.below(pieces.length)] ?? ''
    return Buffer.from(cells.join(','), 'latin1')
  },
]

/** A file with one to four things wrong in it. */
export function mutated(bytes: Buffer, random: Chance): Buffer {
  let spoilt = bytes
  for (let times = 1 + random.below(4); times > 0; times -= 1)
    spoilt = (spoilings[random.below(spoilings.length)] as Spoiling)(spoilt, random)
  return spoilt
}
