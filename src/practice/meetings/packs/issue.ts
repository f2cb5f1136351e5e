import type { Temporal } from 'temporal-polyfill'
import { conflict, invalid, type Outcome, ok } from '#kernel/outcome'
import { forAuthority } from '#platform/area'
import { contentOf } from '#platform/documents'
import type { Tx } from '#platform/transaction'
import { type Agency, listAgencies } from '#practice/organisation'
import type { MeetingsDeps } from '../deps.ts'
import { isOver, weekInWords } from '../rules/week.ts'
import { addPackItem } from '../store/agenda.ts'
import { listInvitations } from '../store/invitations.ts'
import type { Meeting } from '../store/meetings.ts'
import { addPack, addSample, addVersion, listPacks, lockSeries, type Pack, seedOf } from '../store/packs.ts'
import type { Series } from '../store/series.ts'
import { gatherPack } from './gather.ts'

interface Issue {
  readonly series: Series
  readonly meeting: Meeting
  /** A Monday. */
  readonly week: Temporal.PlainDate
  readonly issuedByName: string
  /** The pack that this one takes the place of, and why. */
  readonly supersedes?: { readonly pack: Pack; readonly reason: string }
}

/**
 * Issues a week's pack for a meeting: gathers it once for the authority and once for each agency on the register, and freezes
 * each copy. From then on it is shown as it was issued, whatever becomes of the facts; to an agency once it is invited, however
 * late. Answers the pack's id.
 */
export async function issuePack(tx: Tx, deps: MeetingsDeps, issue: Issue): Promise<Outcome<string>> {
  const { series, meeting, week, supersedes, issuedByName } = issue
  if (!isOver(week, tx.now))
    return invalid({
      field: 'meetingId',
      message: 'The week is not over: a pack is issued from the Monday after it on',
    })
  await lockSeries(tx, series.id)
  const { packs } = await listPacks(tx, { seriesId: series.id, week })
  if (supersedes === undefined && packs.length > 0) return alreadyIssued
  const seed = await seedOf(tx, series.id, week)
  const packId = await addPack(tx, {
    seriesId: series.id,
    meetingId: meeting.id,
    week,
    seed,
    trailRoot: await deps.trailRoot(tx),
    supersedes: supersedes?.pack.id ?? null,
    reason: supersedes?.reason ?? '',
    issuedByName,
  })
  if (packId === null) return alreadyIssued
  await freezeCopies(tx, deps, { series, meeting, week, seed, packId })
  if (supersedes === undefined) await addPackItem(tx, meeting.id, packId, `The week’s pack: ${weekInWords(week)}`)
  return ok(packId)
}

const alreadyIssued = conflict(
  'The pack of this week has been issued already, or another has taken its place.',
  'Open the pack that stands, and issue another in its place if that one is wrong.',
)

interface Copies extends Pick<Issue, 'series' | 'meeting' | 'week'> {
  readonly seed: string
  readonly packId: string
}

async function freezeCopies(
  tx: Tx,
  deps: MeetingsDeps,
  { series, meeting, week, seed, packId }: Copies,
): Promise<void> {
  const audiences = [
    { audience: forAuthority, agencyId: null, agencyName: '' },
    ...(await listCopied(tx, meeting.id)).map(({ id, name }) => ({
      audience: id,
      agencyId: id,
      agencyName: name,
    })),
  ]
  for (const { audience, agencyId, agencyName } of audiences) {
    const wanted = { series, week, seed, audience, agencyName }
    const { document, samples } = await gatherPack(tx, deps.packSources(), wanted)
    await addVersion(tx, { packId, meetingId: meeting.id, agencyId, agencyName, content: contentOf(document) })
    if (agencyId === null) for (const { name, drawn } of samples) await addSample(tx, packId, name, drawn)
  }
}

/** Whom copies are kept for: every agency that could be invited yet, and those that are. */
async function listCopied(tx: Tx, meetingId: string): Promise<readonly Pick<Agency, 'id' | 'name'>[]> {
  const onRegister = (await listAgencies(tx)).map(({ id, name }) => [id, name] as const)
  const invited = (await listInvitedAgencies(tx, meetingId)).map(({ id, name }) => [id, name] as const)
  return [...new Map([...onRegister, ...invited])].map(([id, name]) => ({ id, name }))
}

/** The agencies invited as a whole or by one of their people, each once, by name. */
export async function listInvitedAgencies(
  tx: Tx,
  meetingId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const invited = await listInvitations(tx, meetingId)
  const byId = new Map(
    invited.flatMap(({ agencyId, agencyName }) => (agencyId === null ? [] : [[agencyId, agencyName] as const])),
  )
  return [...byId].map(([id, name]) => ({ id, name })).sort((one, other) => (one.name < other.name ? -1 : 1))
}
