import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, type Route, screen } from '#platform/http'
import { pickOf } from '#platform/questions'
import { settledAlready } from '../../../pages/not-holding/page.ts'
import { paths } from '../../../paths.ts'
import { findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { healthServices, partners } from '../../../words.ts'
import { findArrangement } from '../../store/arrangements.ts'
import { listInvitations, recordInvitation } from '../../store/invitations.ts'
import { tellInvited } from '../../tell.ts'
import { fitting } from '../arrange/invitees.ts'
import { listWhom, readWhom, type Whom, whomForm, whomQuestions } from '../parts/whom.ts'

const query = z.object({
  partner: z.enum(keysOf(partners), { error: 'That is not a partner' }).optional(),
})
const form = z.object({
  partner: fields.choice(keysOf(partners), 'Say for whom they come'),
  healthService: fields.optionalChoice(keysOf(healthServices), 'Choose the health service from the list'),
  who: whomForm,
})

/** Asking somebody else: a second person of a partner, or an agency that turns out to be needed. */
export const invitePage = (publicUrl: string): Route =>
  page({
    path: paths.invite,
    may: access.workDiscussions,
    query,
    form,
    draft: true,
    async view({ tx, params, query: asked, form: typed }) {
      const discussion = await findDiscussion(tx, params.discussionId)
      if (discussion === null) return missing('strategy discussion')
      const options = await listWhom(tx)
      const fit = asked.partner === undefined ? options : fitting(options, asked.partner)
      return screen({
        title: `Ask somebody else to ${discussion.reference}`,
        back: { href: paths.discussion(params) },
        body: formTag(typed, { autosave: true }, [
          pickOf(
            typed,
            { name: 'partner', label: 'For whom do they come?', fallback: asked.partner ?? '' },
            keysOf(partners).map((value) => ({ value, text: partners[value] })),
          ),
          pickOf(
            typed,
            { name: 'healthService', label: 'If it is the NHS: which service?' },
            keysOf(healthServices).map((value) => ({ value, text: healthServices[value] })),
            'Not the NHS',
          ),
          whomQuestions(typed, { prefix: 'who', label: 'Who is asked?' }, fit),
          button({ text: 'Send the invitation' }),
        ]),
      })
    },
    async submit({ tx, params, answers }) {
      const discussion = await lockDiscussion(tx, params.discussionId)
      if (discussion === null) return missing('strategy discussion')
      if (discussion.state !== 'due') return settledAlready(discussion.state)
      const { partner, healthService } = answers
      if ((partner === 'nhs') !== (healthService !== null))
        return invalid({ field: 'healthService', message: 'Say which health service it is, and only for the NHS' })
      const message = 'Choose somebody of this partner, or name them below'
      const whom = readWhom(answers.who, 'who', fitting(await listWhom(tx), partner), message)
      if (!whom.ok) return whom
      if (isAsked(await listInvitations(tx, discussion.id), whom.value, healthService))
        return invalid({ field: 'who.to', message: 'They are invited already' })
      await recordInvitation(tx, discussion.id, { ...whom.value, partner, healthService })
      await tellInvited(tx, publicUrl, discussion)
      const arrangement = await findArrangement(tx, discussion.id)
      const isWaiting = arrangement === null || arrangement.isCancelled
      return goTo(
        paths.discussion(params),
        isWaiting
          ? 'Noted. The invitation goes out when a time is arranged'
          : whom.value.email === ''
            ? 'Noted. No address is known: ring them'
            : 'The invitation goes out by mail',
      )
    },
  })

const isAsked = (
  invitations: Awaited<ReturnType<typeof listInvitations>>,
  { agencyId, personId, isToDesk, name, email }: Whom,
  healthService: string | null,
): boolean =>
  invitations.some(
    (asked) =>
      asked.withdrawal === null &&
      asked.healthService === healthService &&
      asked.agencyId === agencyId &&
      asked.personId === personId &&
      asked.isToDesk === isToDesk &&
      asked.name === name &&
      asked.email === email,
  )
