import { access } from '#platform/access'
import { type Html, html } from '#platform/html'
import { may } from '#platform/http'
import type { Section, SectionAsked } from '../../cases/pages/case/page.ts'
import { noteRead } from '../../cases/store/read-by.ts'
import { slotKey } from '../../cases/words.ts'
import { paths } from '../../paths.ts'
import { comparedView } from '../pages/parts/compared.ts'
import { finalsView } from '../pages/parts/finals.ts'
import { moderationPaths } from '../paths.ts'
import { listFinals } from '../store/finals.ts'
import { findModeration, type Moderation } from '../store/moderations.ts'
import { findPick, type Picked } from '../store/picks.ts'
import { findSides } from '../store/sides.ts'
import { moderationStates, pickReasons, randomShareWords } from '../words.ts'

/** Whether and why it is graded a second time, both grades side by side, and the final one. Nothing to whoever is to grade it. */
export const moderationSection: Section = async (asked) => {
  const { tx, audited, now } = asked
  if (audited.cycleKind === 'standardisation') return null
  const picked = await findPick(tx, audited.id)
  const sides = await findSides(tx, audited)
  const finals = await listFinals(tx, audited.id)
  const isShown = picked.isDecided || picked.isModerated || sides !== null || finals.length > 0
  if (!isShown) return null
  // Why it was chosen tells what it was graded.
  if (picked.isDecided || finals.length > 0) await noteRead(tx, audited.id)
  const moderation = await findModeration(tx, audited.id)
  const settled = finals.findLast(({ isSettled }) => isSettled) ?? null
  const links = linksFor(asked, picked, moderation)
  return html`<h2 class="govuk-heading-m" id="moderation">Moderation</h2>
${whyView(picked)}
${moderation !== null && html`<p class="govuk-body">${moderationStates[moderation.state]}${moderation.moderatorName !== null && html`: second grade by ${moderation.moderatorName}`}.</p>`}
${links.length > 0 && html`<ul class="govuk-list los-actions">${links.map(([text, href]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>`}
${finalsView(finals, now, 3)}
${sides !== null && html`<h3 class="govuk-heading-s">First and second side by side</h3>${comparedView(sides, settled)}`}`
}

function whyView({ isDecided, isModerated, isRandomShare, reasons, askedBy }: Picked): Html {
  if (!isDecided && !isModerated)
    return html`<p class="govuk-body">Whether it is graded a second time has not been decided yet.</p>`
  if (!isModerated) return html`<p class="govuk-body">It is not graded a second time.</p>`
  const words = [
    ...(isRandomShare && !reasons.includes('two-markers') ? [randomShareWords] : []),
    ...reasons.map((reason) => pickReasons[reason]),
  ]
  return html`<p class="govuk-body">It is graded a second time, by somebody who does not know the first grade:</p>
<ul class="govuk-list govuk-list--bullet">${words.map((reason) => html`<li>${reason}</li>`)}</ul>
${askedBy.map(({ name, words: said }) => html`<p class="govuk-body">${name} asked for it: <span class="los-lines">${said}</span></p>`)}`
}

function linksFor(
  { audited, user }: SectionAsked,
  picked: Picked,
  moderation: Moderation | null,
): readonly (readonly [string, string])[] {
  const params = { caseId: audited.id }
  const runs = may(user, access.runAudits)
  const isOneOfBoth = moderation !== null && [moderation.firstAuditorId, moderation.moderatorId].includes(user.personId)
  const state = moderation?.state
  const assign = paths.assign({ ...params, slot: slotKey({ purpose: 'moderate', marker: 1 }) })
  const links: readonly (readonly [boolean, string, string])[] = [
    [
      runs && !picked.reasons.includes('asked') && !picked.isModerated,
      'Ask for a second grade',
      moderationPaths.ask(params),
    ],
    [runs && state === 'no-moderator', 'Give it to a moderator', assign],
    [isOneOfBoth && state === 'to-agree', 'Propose the final grade', moderationPaths.final(params)],
    [isOneOfBoth && state === 'to-panel', 'Propose another final grade', moderationPaths.final(params)],
    [isOneOfBoth && state === 'settled', 'Correct the final grade', moderationPaths.final(params)],
    [
      isOneOfBoth && state === 'to-consent' && moderation?.proposedBy !== user.personId,
      'Agree to the final grade, or not',
      moderationPaths.consent(params),
    ],
    [
      runs && !isOneOfBoth && (state === 'to-panel' || moderation?.isStuck === true),
      'Record what a panel decides',
      moderationPaths.panel(params),
    ],
    [runs && !isOneOfBoth && state === 'settled', 'Correct it by a panel', moderationPaths.panel(params)],
  ]
  return links.flatMap(([applies, text, href]) => (applies ? [[text, href] as const] : []))
}
