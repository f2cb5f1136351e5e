import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { londonDateTime } from '#kernel/clock'

const headers =
  'contact_id,received_at,recorded_at,source,method,urgency,concern,team,recorded_by,child_id,child_family_name,child_given_name,child_date_of_birth,child_gender,child_ethnicity,outcome,decided_at,decision_recorded_at,decided_by,reason'

const sources = ['6', '2A', '3E', '1A', '5B', '3A', '9', '4']
const methods = ['telephone', 'email', 'telephone', 'letter']
const urgencies = ['today', 'routine', 'routine', 'immediate']
const outcomes = ['No further action', 'Information and advice', 'assessment', 'Early help']
const genders = ['a) Male', 'b) Female']
const ethnicities = ['WBRI', 'APKN', 'BAFR', 'MWBC', 'WOTH']

/**
 * Writes a council's extract with so many rows: two rows a contact (two children), children that come back (about two rows a
 * child and a half), and one contact in three hundred still without an outcome. The same rows each time.
 */
export async function writeExtractFile(file: string, rows: number): Promise<void> {
  const stream = createWriteStream(file)
  stream.write(`${headers}\n`)
  const children = Math.ceil(rows / 2.5)
  const newest = Temporal.Instant.from('2026-11-01T08:00Z')
  for (let at = 0; at < rows; at += 1) {
    const contact = Math.floor(at / 2)
    const received = newest.subtract({ minutes: contact * 7 })
    const child = (at * 7_919) % children
    const pick = (list: readonly string[], step: number): string => list[Math.floor(contact / step) % list.length] ?? ''
    const decided = contact % 300 === 0 ? ',,,,' : decisionOf(received, pick(outcomes, 3), contact)
    const line = [
      `K${contact}`,
      whenTyped(received),
      whenTyped(received.add({ minutes: 9 })),
      pick(sources, 1),
      pick(methods, 2),
      pick(urgencies, 5),
      `"Neighbours heard shouting late at night, and the younger one, number ${contact}, was seen alone in the yard"`,
      'Duty and Advice Team',
      'Tom Lee',
      `P${child}`,
      `Family${child % 20_000}`,
      `Given${child % 3_001}`,
      `${String((child % 28) + 1).padStart(2, '0')}/${String((child % 12) + 1).padStart(2, '0')}/${2009 + (child % 13)}`,
      genders[child % 2],
      ethnicities[child % 5],
      decided,
    ].join(',')
    if (!stream.write(`${line}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}

const decisionOf = (received: Temporal.Instant, outcome: string, contact: number): string =>
  [
    outcome,
    whenTyped(received.add({ hours: 3 + (contact % 30) })),
    whenTyped(received.add({ hours: 3 + (contact % 30), minutes: 12 })),
    'Amina Khan',
    '"Two people say the same, and the school knows the family well; what the child says is not yet known"',
  ].join(',')

/** As a council's system writes it: "14/08/2026 11:49" in Europe/London. */
function whenTyped(at: Temporal.Instant): string {
  const { day, month, year, hour, minute } = londonDateTime(at)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${two(day)}/${two(month)}/${year} ${two(hour)}:${two(minute)}`
}
