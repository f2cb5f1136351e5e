import { z } from 'zod'
import { conflict, missing, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen, type User } from '#platform/http'
import { longInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { type AuditCase, findCase, lockCase } from '../../../cases/store/cases.ts'
import { paths } from '../../../paths.ts'
import type { VoiceMoment } from '../../../words.ts'
import { doingPaths } from '../../paths.ts'
import { momentOf, voicesAsked } from '../../rules/voices.ts'
import { findRelease } from '../../store/release.ts'
import { getContent } from '../../store/tool.ts'
import { listVoices, recordVoice } from '../../store/voices.ts'

const form = z.object({ said: fields.text('Write your reflection', 10_000) })

const asked: Readonly<Record<VoiceMoment, { readonly lead: string; readonly label: string; readonly hint: string }>> = {
  before: {
    lead: 'Somebody who is independent of your team reads this work. Before they grade it they read what you say of it here.',
    label: 'How do you see this work yourself?',
    hint: 'What you were proud of, what was hard, what you would do otherwise, and what the record does not show.',
  },
  after: {
    lead: 'You have read the audit. What you say here stands beside it; it changes no grade.',
    label: 'What do you take from the audit?',
    hint: 'What you recognise, what you see otherwise, and what you will do with it.',
  },
}

/** The worker takes part: what they say of their own work before it is graded, and of the audit when they have read it. */
export const reflectionPage = page({
  path: doingPaths.reflection,
  may: access.seeAudits,
  form,
  draft: true,
  async view({ tx, params, form: typed, user }) {
    const audited = await findCase(tx, params.caseId)
    if (audited === null) return missing('audit')
    const open = await openTo(tx, audited, user)
    if (!open.ok) return open
    const { lead, label, hint } = asked[open.moment]
    return screen({
      title: `Your reflection on ${audited.reference}`,
      back: { href: paths.case({ caseId: audited.id }), text: `About ${audited.reference}` },
      body: html`<p class="govuk-body">${lead}</p>
<p class="govuk-body">Its auditors read it, those who oversee audits, and when the audit is over your own line.</p>
${formTag(typed, { autosave: true }, [
  longInput(typed, { name: 'said', label, hint, fallback: open.said }, 8),
  button({ text: open.said === '' ? 'Give the reflection' : 'Change the reflection', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, answers, user }) {
    const audited = await lockCase(tx, params.caseId)
    if (audited === null) return missing('audit')
    const open = await openTo(tx, audited, user)
    if (!open.ok) return open
    const said = {
      who: 'worker',
      personId: user.personId,
      moment: open.moment,
      wasAsked: true,
      said: answers.said,
    } as const
    await recordVoice(tx, audited.id, { ...said, whyNot: '', agreedWith: '' })
    return goTo(paths.case({ caseId: audited.id }), 'Your reflection is given.')
  },
})

/** What the person can reflect on now, with what they said before. */
async function openTo(tx: Tx, audited: AuditCase, { personId }: User) {
  if (!audited.people.some((named) => named.personId === personId && named.part === 'worker'))
    return refused('not the worker whose work is audited')
  const { voices } = await getContent(tx, audited.toolVersionId)
  if (!voicesAsked(audited.subject, voices).includes('worker'))
    return conflict('No reflection is asked for in this audit.', 'When it is over, the team can reply to it.')
  const moment = momentOf(await findRelease(tx, audited.id))
  if (moment === null)
    return conflict(
      'The audit has been sent in and is not over yet.',
      'When it is, you read it here and can say what you take from it.',
    )
  const own = (await listVoices(tx, audited.id)).find((each) => each.personId === personId && each.moment === moment)
  return { ok: true as const, moment, said: own?.said ?? '' }
}
