import { whenInWords } from '#kernel/words'
import { type Html, html } from '#platform/html'
import type { Section, SectionAsked } from '../../cases/pages/case/page.ts'
import { noteRead } from '../../cases/store/read-by.ts'
import { voices } from '../../words.ts'
import { doingPaths } from '../paths.ts'
import { momentOf, voicesAsked } from '../rules/voices.ts'
import { findRelease } from '../store/release.ts'
import { listReplies } from '../store/replies.ts'
import { getContent } from '../store/tool.ts'
import { type Heard, listVoices } from '../store/voices.ts'

/** What the worker, the child and the parents said, what the team replies, and the way to add to it. */
export const heardSection: Section = async (asked) => {
  const { tx, audited, user } = asked
  const heard = await listVoices(tx, audited.id)
  const replies = await listReplies(tx, audited.id)
  const links = await linksFor(asked)
  if (heard.length + replies.length + links.length === 0) return null
  if (heard.some((each) => isAuditors(each) && each.recordedBy !== user.personId)) await noteRead(tx, audited.id)
  return html`<h2 class="govuk-heading-m">Who was heard</h2>
${heard.length === 0 && html`<p class="govuk-body">Nobody yet.</p>`}
${heard.map((each) => heardView(each, asked))}
${replies.map(({ words, repliedAt, repliedByName }) => html`<h3 class="govuk-heading-s">The team replies</h3><p class="govuk-body los-lines">${words}</p><p class="govuk-body-s">${repliedByName}, ${whenInWords(repliedAt, asked.now)}</p>`)}
${links.length > 0 && html`<ul class="govuk-list los-actions">${links.map(([text, href]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>`}`
}

/** Written by an auditor, rather than by the worker themselves. */
const isAuditors = ({ personId, recordedBy }: Heard): boolean => personId === null || personId !== recordedBy

async function linksFor({ tx, audited, user }: SectionAsked): Promise<readonly (readonly [string, string])[]> {
  const params = { caseId: audited.id }
  const release = await findRelease(tx, audited.id)
  const { voices: named } = await getContent(tx, audited.toolVersionId)
  const isWorker = audited.people.some(({ personId, part }) => personId === user.personId && part === 'worker')
  const reflects = isWorker && voicesAsked(audited.subject, named).includes('worker') && momentOf(release) !== null
  return [
    ...(reflects ? [['Give your reflection', doingPaths.reflection(params)] as const] : []),
    ...(release.isReleasedToMe ? [['Reply for the team', doingPaths.reply(params)] as const] : []),
  ]
}

const heardView = (heard: Heard, { now }: SectionAsked): Html =>
  html`<h3 class="govuk-heading-s">${titleOf(heard)}</h3>
<p class="govuk-body los-lines">${heard.wasAsked && heard.said !== '' ? heard.said : `${heard.wasAsked ? 'Said nothing' : 'Not asked'}: ${heard.whyNot}`}</p>
<p class="govuk-body-s">${heard.recordedByName}, ${whenInWords(heard.happenedAt, now)}${heard.agreedWith !== '' && `. Asking was agreed with ${heard.agreedWith}`}</p>`

const titleOf = ({ who, personName, moment }: Heard): string =>
  who === 'worker'
    ? `${personName}, ${moment === 'before' ? 'before the audit' : 'having read the audit'}`
    : voices[who]
