import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button, summaryList } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { findPersonByEmail } from '#practice/organisation'
import { timeWords } from '../../inviting/letter.ts'
import { answerForm, answerQuestions } from '../../inviting/pages/parts/answer.ts'
import { mayBeAnswered } from '../../inviting/pages/reply/page.ts'
import { checkAnswer } from '../../inviting/rules/answering.ts'
import { findArrangement } from '../../inviting/store/arrangements.ts'
import { findInvitation } from '../../inviting/store/invitations.ts'
import { recordReply } from '../../inviting/store/replies.ts'
import { paths } from '../../paths.ts'
import { findPartnersDiscussion } from '../store/discussions.ts'
import { isAskedHere } from './own.ts'

/** Answering one's own invitation or one's desk's. Whoever answers last, that answer stands; all are kept. */
export const invitationPage = page({
  path: paths.partner.invitation,
  may: access.partnerPages,
  form: answerForm,
  async view({ tx, params, user, form }) {
    const invitation = await findInvitation(tx, params.invitationId)
    if (invitation === null || !isAskedHere(invitation, user)) return missing('invitation')
    const discussion = await findPartnersDiscussion(tx, invitation.discussionId)
    if (discussion === null) return missing('invitation')
    const arrangement = await findArrangement(tx, discussion.id)
    const isArranged = arrangement !== null && !arrangement.isCancelled
    return screen({
      title: `Do you come to ${discussion.reference}?`,
      back: { href: paths.partner.discussion({ discussionId: discussion.id }) },
      body: html`${
        isArranged
          ? summaryList({
              rows: [
                { key: { text: 'When' }, value: { text: timeWords(arrangement) } },
                { key: { text: 'Chair' }, value: { text: arrangement.chairName } },
              ],
            })
          : html`<p class="govuk-body">No time is arranged now.</p>`
      }
${formTag(form, {}, [answerQuestions(form, 'Your answer'), button({ text: 'Send the answer' })])}`,
    })
  },
  async submit({ tx, params, user, answers }) {
    const invitation = await findInvitation(tx, params.invitationId)
    if (invitation === null || !isAskedHere(invitation, user)) return missing('invitation')
    const discussion = await findPartnersDiscussion(tx, invitation.discussionId)
    if (discussion === null) return missing('invitation')
    const isOpen = mayBeAnswered(invitation, discussion.state)
    if (!isOpen.ok) return isOpen
    const checked = checkAnswer(answers)
    if (!checked.ok) return checked
    await recordReply(tx, invitation, {
      ...checked.value,
      someoneId: await colleagueOf(tx, checked.value.someoneEmail, user.agencyId),
      givenBy: 'own-sign-in',
      givenByName: user.name,
    })
    return goTo(paths.partner.discussion({ discussionId: discussion.id }), 'Thank you. Your answer is recorded')
  },
})

/** Whoever is named, when they sign in from the same agency. */
async function colleagueOf(tx: Tx, email: string, agencyId: string | null): Promise<string | null> {
  const person = email === '' ? null : await findPersonByEmail(tx, email)
  return person?.isActive && person.agencyId === agencyId ? person.id : null
}
