import {
  type Cells,
  given,
  type Reading,
  type ReadingContext,
  readCode,
  readIdentifier,
  readWords,
  reject,
  startReading,
  tellCoercion,
  warn,
} from '#platform/reading'
import { readIncomingChild } from '#practice/children'
import type { SourceCode } from '../words.ts'
import { readMethod, readSource, readUrgency } from './codes.ts'
import type { ExtractColumn } from './columns.ts'
import { readDecided } from './decision.ts'
import type { ExtractRow, ReadRow } from './row.ts'
import { readLaterTime, readReceived, warnUnmeasured } from './times.ts'

const childColumns = {
  id: 'child_id',
  familyName: 'child_family_name',
  givenName: 'child_given_name',
  dateOfBirth: 'child_date_of_birth',
  gender: 'child_gender',
  ethnicity: 'child_ethnicity',
} as const

/** The source that says that the source is not known. */
const SOURCE_NOT_KNOWN: SourceCode = '10'

/**
 * Understands one row of a contact extract. A row is rejected for a missing contact, child, source or receipt, for dates
 * that cannot be, and for an outcome that stops the clock without saying when or which; everything else is taken, and what
 * was doubtful or changed on the way is told. Cells that the file has no column for are absent, blank ones null.
 */
export function readExtractRow(cells: Cells<ExtractColumn>, context: ReadingContext): ReadRow {
  const reading = startReading(cells, context)
  const row = understand(reading)
  const { rejected, warnings, coercions } = reading
  return row === null || rejected.length > 0
    ? { row: null, rejected, warnings, coercions }
    : { row, rejected: null, warnings, coercions }
}

/** Null when the row was rejected; the whole row is read all the same, so that everything wrong in it is told at once. */
function understand(reading: Reading<ExtractColumn>): ExtractRow | null {
  const contactId = readIdentifier(reading, 'contact_id', 'contact')
  const received = readReceived(reading)
  const recordedAt = readLaterTime(reading, 'recorded_at', {
    at: received?.at ?? null,
    words: 'the contact was received',
  })
  warnUnmeasured(reading, 'recorded_at', 'how soon the contact was entered')
  const row = {
    contactId,
    recordedAt,
    source: readContactSource(reading),
    method: readCode(reading, 'method', readMethod),
    urgency: readCode(reading, 'urgency', readUrgency),
    concern: readWords(reading, 'concern'),
    team: readWords(reading, 'team'),
    recordedBy: readWords(reading, 'recorded_by'),
    child: readIncomingChild(reading, childColumns, {
      on: received?.on ?? null,
      words: 'the contact was received',
    }),
    ...readDecided(reading, received),
  }
  return received === null ? null : { ...row, received }
}

/** An unknown source is kept as "not known" and told: the contact matters more than the list. A blank one is rejected. */
function readContactSource(reading: Reading<ExtractColumn>): SourceCode {
  const text = given(reading, 'source')
  const matched = text === '' ? null : readSource(text)
  if (text === '') {
    const todo = 'Fill in the code, such as 6 for the police, or 10 where it is not known.'
    reject(reading, 'source', 'Without it nobody can tell who made the contact.', todo)
  } else if (matched === null) {
    warn(reading, 'source', 'The source is in no list, or could be several: taken as not known.', SOURCE_NOT_KNOWN)
  } else if (!matched.isPlain) {
    tellCoercion(reading, 'source', 'Understood by other words or by its letter.', matched.code)
  }
  return matched?.code ?? SOURCE_NOT_KNOWN
}
