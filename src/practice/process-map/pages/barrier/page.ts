import { z } from 'zod'
import { missing, refused } from '#kernel/outcome'
import { keysOf, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, summaryList } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, may, page, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import { type Barrier, findLane, stepNameOf } from '../../rules/document.ts'
import { listBarrierSteps, recordBarrierStep } from '../../store/barriers.ts'
import { findMap } from '../../store/maps.ts'
import { findVersion, type MapVersion } from '../../store/versions.ts'
import { barrierStatuses } from '../../words.ts'
import { plainTable, statusTag } from '../map/tables.ts'
import { choice, longInput } from '../parts/inputs.ts'

const form = z.object({
  status: fields.choice(keysOf(barrierStatuses), 'Choose how it stands'),
  note: fields.text('Say what happened', 2000),
})

/** One barrier: what it is, and what became of it. Its owner and those who edit the map say how it stands. */
export const barrierPage = page({
  path: paths.barrier,
  may: access.seeProcessMap,
  form,
  async view({ tx, params, form: typed, user, now }) {
    const found = await findBarrier(tx, params)
    if (found === null) return missing('barrier')
    const { barrier, version } = found
    const history = await listBarrierSteps(tx, version.mapId, barrier.id)
    const rows = [
      ['Step', stepNameOf(version.document, barrier.stepId)],
      ['Agency', findLane(version.document, barrier.laneId)?.name ?? 'Nobody’s alone'],
      ['Effect', barrier.effect],
      ['Action', barrier.action],
      ['Owner', barrier.ownerName === '' ? 'Nobody yet' : barrier.ownerName],
    ] as const
    return screen({
      title: barrier.what,
      back: { href: paths.map({ mapId: version.mapId }) },
      body: html`<p class="govuk-body">${statusTag(history[0]?.status ?? 'open')}</p>
${summaryList({ rows: rows.map(([key, value]) => ({ key: { text: key }, value: { text: value === '' ? 'Not said' : value } })) })}
${plainTable(
  'What became of it',
  ['When', 'Status', 'What happened', 'Who'],
  history.map(({ recordedAt, status, note, byName }) => [
    whenInWords(recordedAt, now),
    barrierStatuses[status],
    note,
    byName ?? 'Not shown',
  ]),
  'Nothing has been said of it yet.',
)}
${
  mayFollowUp(user, barrier) &&
  html`<h2 class="govuk-heading-m">Say how it stands</h2>${formTag(typed, {}, [
    choice(typed, { name: 'status', label: 'Status' }, barrierStatuses),
    longInput(typed, {
      name: 'note',
      label: 'What happened?',
      hint: 'No names of children or families: partners read this too.',
    }),
    button({ text: 'Record' }),
  ])}`
}`,
    })
  },
  async submit({ tx, params, answers, user }) {
    const found = await findBarrier(tx, params)
    if (found === null) return missing('barrier')
    if (!mayFollowUp(user, found.barrier)) return refused('not the owner of this barrier')
    await recordBarrierStep(tx, { mapId: params.mapId, barrierId: params.barrierId, ...answers })
    return goTo(paths.barrier(params), 'Recorded')
  },
})

const mayFollowUp = (user: User, { ownerId }: Barrier): boolean =>
  may(user, access.editProcessMap) || ownerId === user.personId

/** In the published version; for those who edit, in the draft too. */
async function findBarrier(
  tx: Tx,
  { mapId, barrierId }: { readonly mapId: string; readonly barrierId: string },
): Promise<{ readonly barrier: Barrier; readonly version: MapVersion } | null> {
  const map = await findMap(tx, mapId)
  for (const versionId of [map?.published?.versionId, map?.draft?.versionId]) {
    const version = versionId === undefined ? null : await findVersion(tx, versionId)
    const barrier = version?.document.barriers.find(({ id }) => id === barrierId)
    if (version !== null && barrier !== undefined) return { barrier, version }
  }
  return null
}
