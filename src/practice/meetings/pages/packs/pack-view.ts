import type { Temporal } from 'temporal-polyfill'
import type { Drawn } from '#kernel/sampling'
import { count, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { details, insetText, summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { may, type User } from '#platform/http'
import { paths } from '../../paths.ts'
import type { Pack, Version } from '../../store/packs.ts'

interface PackView {
  readonly pack: Pack
  /** The copy that is shown. */
  readonly version: Version
  readonly versions: readonly Version[]
  readonly samples: readonly (Drawn & { readonly name: string })[]
  readonly body: Html
  readonly user: User
  readonly now: Temporal.Instant
}

export function packView(given: PackView): Html {
  const { pack, version, body, user } = given
  const at = { agency: version.agencyId ?? undefined }
  return html`${standing(given)}
${copies(given)}
<p class="govuk-body los-no-print">Download: <a class="govuk-link" href="${paths.pack({ packId: pack.id }, { ...at, format: 'docx' })}">Word</a> <a class="govuk-link" href="${paths.pack({ packId: pack.id }, { ...at, format: 'csv' })}">CSV</a></p>
${body}
${howFrozen(given)}
${may(user, access.issuePacks) && pack.supersededBy === null && html`<p class="govuk-body los-no-print"><a class="govuk-link" href="${paths.supersedePack({ packId: pack.id })}">This pack is wrong: issue another in its place</a></p>`}`
}

const standing = ({ pack, now }: PackView): Html =>
  html`${pack.supersededBy !== null && insetText({ html: html`Another pack has taken the place of this one: <a class="govuk-link" href="${paths.pack({ packId: pack.supersededBy })}">open it</a>.` })}
${pack.supersedes !== null && insetText({ html: html`This pack takes the place of <a class="govuk-link" href="${paths.pack({ packId: pack.supersedes })}">an earlier one</a>, because: ${pack.reason}` })}
<p class="govuk-body">Issued ${whenInWords(pack.issuedAt, now)} by ${pack.issuedByName} for <a class="govuk-link" href="${paths.meeting({ meetingId: pack.meetingId })}">${pack.meetingReference}</a>. It is shown as it was issued.</p>`

/** Whose copies there are: staff see every one, so that they know what partners were given. */
const copies = ({ pack, version, versions }: PackView): Html | false =>
  versions.length > 1 &&
  html`<nav class="moj-sub-navigation" aria-label="Copies"><ul class="moj-sub-navigation__list">${versions.map(
    ({ id, agencyId, agencyName }) =>
      html`<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link"${id === version.id && html` aria-current="page"`} href="${paths.pack({ packId: pack.id }, { agency: agencyId ?? undefined })}">${agencyId === null ? 'The authority’s copy' : agencyName}</a></li>`,
  )}</ul></nav>`

function howFrozen({ pack, version, samples }: PackView): Html {
  const rows = [
    ['SHA-256 of this copy', version.content.sha256],
    ['Sealed root of the trail', pack.trailRoot ?? 'None could be reached when it was issued'],
    ...samples.map(({ name, frameSize, frameSha256, ids, seed }) => [
      `Sample “${name}”`,
      `${ids.length} of ${count(frameSize, 'record')}, seed ${seed}, SHA-256 of what it was drawn from ${frameSha256}`,
    ]),
  ]
  return html`${details({
    summaryText: 'How this was frozen, and how its samples can be drawn again',
    html: html`${summaryList({
      rows: rows.map(([key = '', value = '']) => ({
        key: { text: key },
        value: { html: html`<span class="los-link">${value}</span>` },
      })),
    })}<p class="govuk-body">Each reference gets the SHA-256 of the seed, a colon and the reference; those with the lowest are drawn.</p>`,
  })}`
}
