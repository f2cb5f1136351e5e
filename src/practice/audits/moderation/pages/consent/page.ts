import { z } from 'zod'
import { conflict, invalid, missing, type Outcome, ok, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, type Route, screen, type User } from '#platform/http'
import { choiceOf, longInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { type AuditCase, findCase, lockCase } from '../../../cases/store/cases.ts'
import { openInadequate } from '../../../doing/submit.ts'
import { paths } from '../../../paths.ts'
import { moderationPaths } from '../../paths.ts'
import { type Final, listFinals, recordConsent } from '../../store/finals.ts'
import { findSides, type Sides } from '../../store/sides.ts'
import { comparedView } from '../parts/compared.ts'
import { finalsView } from '../parts/finals.ts'

const form = z.object({
  finalId: fields.id('Open the page again'),
  agrees: fields.choice(['yes', 'no'], 'Say whether you agree'),
  words: fields.optionalText(5000),
})

/** The other of the two agrees to the final grade that was proposed, or says why not. */
export const consentPage = (publicUrl: string): Route =>
  page({
    path: moderationPaths.consent,
    may: access.doAudits,
    form,
    async view({ tx, params, form: typed, user, now }) {
      const open = await openConsent(tx, await findCase(tx, params.caseId), user)
      if (!open.ok) return open
      const { audited, sides, proposed } = open.value
      return screen({
        title: `Do you agree? Final grade of ${audited.reference}`,
        width: 'wide',
        back: { href: paths.case(params), text: `Audit ${audited.reference}` },
        body: html`${finalsView([proposed], now)}
${formTag(typed, {}, [
  html`<input type="hidden" name="finalId" value="${proposed.id}">`,
  choiceOf(typed, { name: 'agrees', label: 'Do you agree to this final grade?' }, [
    { value: 'yes', text: 'Yes', hint: 'The audit is over, and the team reads it.' },
    { value: 'no', text: 'No', hint: 'Another is proposed, or a panel decides.' },
  ]),
  longInput(typed, { name: 'words', label: 'What do you say to it?', hint: 'Needed where you do not agree.' }),
  button({ text: 'Record', preventDoubleClick: true }),
])}
${comparedView(sides, proposed)}`,
      })
    },
    async submit({ tx, params, answers, user, calendar }) {
      const open = await openConsent(tx, await lockCase(tx, params.caseId), user)
      if (!open.ok) return open
      if (open.value.proposed.id !== answers.finalId)
        return conflict('Another final grade has been proposed meanwhile.', 'Open the page again and read it first.')
      const agrees = answers.agrees === 'yes'
      if (!agrees && answers.words === null) return invalid({ field: 'words', message: 'Say why you do not agree' })
      await recordConsent(tx, params.caseId, { finalId: answers.finalId, agrees, words: answers.words ?? '' })
      const { audited, sides, proposed } = open.value
      // Whatever the first came to: an Inadequate that both agree is the service manager's the same day.
      if (agrees && proposed.grade === 'inadequate')
        await openInadequate(tx, audited, sides.second.id, { publicUrl, calendar })
      return goTo(
        paths.case(params),
        agrees ? 'Agreed. The audit is over.' : 'Recorded. One of you proposes another, or a panel decides.',
      )
    },
  })

interface OpenConsent {
  readonly audited: AuditCase
  readonly sides: Sides
  readonly proposed: Final
}

async function openConsent(tx: Tx, audited: AuditCase | null, { personId }: User): Promise<Outcome<OpenConsent>> {
  if (audited === null) return missing('audit')
  const sides = await findSides(tx, audited)
  if (sides === null) return refused('both have to grade it first')
  if (personId !== sides.first.auditorId && personId !== sides.second.auditorId) return refused('not one of the two')
  const proposed = (await listFinals(tx, audited.id)).at(-1)
  if (proposed === undefined || proposed.how === 'panel' || proposed.agrees !== null)
    return conflict(
      'Nothing is proposed that waits for anybody.',
      'Look at the audit’s page: how it stands is said there.',
    )
  if (proposed.recordedBy === personId)
    return conflict('You have proposed it yourself.', 'The other agrees to it, or says why not.')
  return ok({ audited, sides, proposed })
}
