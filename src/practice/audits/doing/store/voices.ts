import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { on } from '../../tables.ts'
import type { Voice, VoiceMoment } from '../../words.ts'

/** What somebody said beside the record, or that they were not asked and why. */
export interface Heard {
  readonly id: string
  readonly who: Voice
  /** Which worker; null for the family. */
  readonly personId: string | null
  readonly personName: string
  readonly moment: VoiceMoment
  readonly wasAsked: boolean
  readonly whyNot: string
  readonly said: string
  /** With whom of the team it was agreed that the family is asked. */
  readonly agreedWith: string
  readonly happenedAt: Temporal.Instant
  readonly recordedBy: string | null
  readonly recordedByName: string
}

export type NewHeard = Pick<Heard, 'who' | 'personId' | 'moment' | 'wasAsked' | 'whyNot' | 'said' | 'agreedWith'>

/** The last word of each, as far as whoever asks may read it now: workers first, before and after. */
export async function listVoices(tx: Tx, caseId: string): Promise<readonly Heard[]> {
  const { rows } = await sql<Heard>`
    select voice.id, voice.who, voice.person_id, coalesce(person.name, '') as person_name, voice.moment, voice.was_asked,
           voice.why_not, voice.said, voice.agreed_with, voice.happened_at, voice.recorded_by, coalesce(recorder.name, '') as recorded_by_name
      from audits.voice voice
      left join organisation.person person
        on person.authority_id = voice.authority_id and person.id = voice.person_id
      left join organisation.person recorder
        on recorder.authority_id = voice.authority_id and recorder.id = voice.recorded_by
     where voice.authority_id = ${tx.who.authorityId} and voice.case_id = ${caseId}
       and not exists (select from audits.voice later
                        where later.authority_id = voice.authority_id and later.replaces = voice.id)
     order by voice.who desc, person.name, voice.moment desc, voice.happened_at`.execute(tx.sql)
  return rows
}

/** Adds to what was said: in the place of what the same person or family said before at the same moment. False: not a moment ago. */
export async function recordVoice(tx: Tx, caseId: string, heard: NewHeard): Promise<boolean> {
  const before = (await listVoices(tx, caseId)).find(
    ({ who, personId, moment }) => who === heard.who && personId === heard.personId && moment === heard.moment,
  )
  const row = { id: newId(), caseId, ...heard, replaces: before?.id ?? null, happenedAt: tx.now }
  const { numInsertedOrUpdatedRows } = await on(tx)
    .insertInto('audits.voice')
    .values({ authorityId: tx.who.authorityId, ...row })
    .onConflict((twice) => twice.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return false
  tx.trail.changed({ action: 'audit.voice-recorded', subjects: [caseId, row.id], content: row })
  return true
}
