import { Temporal } from 'temporal-polyfill'
import { csvText, type TableColumn } from '#platform/tables'
import type { ExtractColumn } from './columns.ts'
import { type Story, stories } from './example-stories.ts'

export interface ExampleExtract {
  readonly contacts: number
  /** The first day. Five contacts reach the council each day, at all hours. */
  readonly from: Temporal.PlainDate
  readonly seed: number
}

type Row = Readonly<Record<ExtractColumn, string>>

/**
 * A contact extract of invented people, as CSV: for trying the import, and for tests of any size. The same seed gives the
 * same rows. Some rows are a little dirty, as real ones are (a blank date of birth, an unknown word, a day without a time);
 * none is rejected.
 */
export function exampleExtract({ contacts, from, seed }: ExampleExtract): string {
  const random = randomNumbers(seed)
  const rows = Array.from({ length: contacts }, (_, at) => contactRows(at, from, random)).flat()
  return csvText(columns, rows)
}

const columnNames: readonly ExtractColumn[] = [
  'contact_id',
  'received_at',
  'recorded_at',
  'source',
  'method',
  'urgency',
  'concern',
  'team',
  'recorded_by',
  'child_id',
  'child_family_name',
  'child_given_name',
  'child_date_of_birth',
  'child_gender',
  'child_ethnicity',
  'outcome',
  'decided_at',
  'decision_recorded_at',
  'decided_by',
  'reason',
]

const columns: readonly TableColumn<Row>[] = columnNames.map((header) => ({ header, value: (row) => row[header] }))

const families = [
  'Ashdown',
  'Birkett',
  'Castellane',
  'Dunmore',
  'Ezekwe',
  'Farrant',
  'Grzelak',
  'Hussain-Lowe',
  'Ivers',
  'Jagtap',
  "O'Mallin",
  'Penhallow',
  'Quenby',
  'Rastrick',
]
const girls = ['Amelie', 'Bria', 'Chidera', 'Dilys', 'Esme', 'Fatou', 'Greta']
const boys = ['Anwar', 'Bartek', 'Callum', 'Dev', 'Elis', 'Finlay', 'Gideon']
const ethnicityCodes = [
  'a) WBRI',
  'a) WBRI',
  'a) WBRI',
  'd) WOTH',
  'k) APKN',
  'o) BAFR',
  'f) MWBC',
  't) NOBT',
  'White British',
  'Not recorded',
]
const recorders = ['R. Ellwood', 'T. Marsden', 'P. Adeyemi']
const managers = ['S. Okonjo', 'D. Rosthwaite']

/** Contact 12 is known by its day alone, as older ones are: history. */
const isHistory = (contact: number): boolean => contact % 26 === 12

function contactRows(contact: number, from: Temporal.PlainDate, random: Random): readonly Row[] {
  const story = stories[contact % stories.length]
  if (!story) return []
  const [earliest, latest] = story.madeBetween
  const received = from
    .add({ days: Math.floor(contact / 5) })
    .toPlainDateTime({ hour: earliest + random(latest - earliest), minute: random(60) })
  const family = pick(families, random)
  const shared = { contact_id: `K${20_000 + contact}`, ...told(story, received, contact, random) }
  const first = random(girls.length)
  return story.children.map(([gender, age], place) => ({
    ...shared,
    child_id: String(100_000 + contact * 10 + place),
    child_family_name: family,
    child_given_name: (gender === 'girl' ? girls : boys)[(first + place) % girls.length] ?? '',
    child_gender: gender === 'girl' ? 'b) Female' : 'a) Male',
    ...particularsOf(age, received.toPlainDate(), random),
  }))
}

function told(story: Story, received: Temporal.PlainDateTime, contact: number, random: Random) {
  const decided = received.add({ minutes: Math.round(story.hours * 60) })
  const hasTime = !isHistory(contact)
  const isDecided = story.hours > 0 && hasTime
  return {
    received_at: hasTime ? written(received) : written(received).slice(0, 10),
    recorded_at: hasTime ? written(received.add({ minutes: 2 + random(25) })) : '',
    source: story.source,
    method: story.method,
    urgency: story.urgency,
    concern: story.concern,
    team: 'Duty and Advice Team',
    recorded_by: pick(recorders, random),
    outcome: hasTime ? story.outcome : '',
    decided_at: isDecided ? written(decided) : '',
    decision_recorded_at: isDecided
      ? written(decided.add({ minutes: random(10) < 8 ? random(20) : 60 + random(90) }))
      : '',
    decided_by: isDecided ? pick(managers, random) : '',
    reason: isDecided ? story.reason : '',
  }
}

/** What extracts often lack. */
function particularsOf(age: number, receivedOn: Temporal.PlainDate, random: Random) {
  const born = receivedOn.subtract({ years: age, days: 60 + random(300) })
  return {
    child_date_of_birth: random(20) === 0 ? '' : written(born.toPlainDateTime()).slice(0, 10),
    child_ethnicity: pick(ethnicityCodes, random),
  }
}

/** "22/10/2021 08:55". */
function written({ day, month, year, hour, minute }: Temporal.PlainDateTime): string {
  const twoDigits = (number: number): string => String(number).padStart(2, '0')
  return `${twoDigits(day)}/${twoDigits(month)}/${year} ${twoDigits(hour)}:${twoDigits(minute)}`
}

/** A whole number from 0 up to, not including, `below`. */
type Random = (below: number) => number

/** Numbers that only look random (Park and Miller), so that the same seed gives the same file everywhere. */
function randomNumbers(seed: number): Random {
  let state = (seed % 2_147_483_646) + 1
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return Math.floor((state / 2_147_483_647) * below)
  }
}

const pick = (list: readonly string[], random: Random): string => list[random(list.length)] ?? ''

/** The file that lies beside this one. */
export const exampleFile: ExampleExtract = { contacts: 26, from: Temporal.PlainDate.from('2021-10-18'), seed: 11 }
