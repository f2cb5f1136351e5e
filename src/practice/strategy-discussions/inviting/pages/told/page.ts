import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { conflict, type Failure, invalid, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import type { MailState } from '#platform/mail'
import { asTyped, textInput, timeInput } from '#platform/questions'
import { settledAlready } from '../../../pages/not-holding/page.ts'
import { paths } from '../../../paths.ts'
import { type Discussion, findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { timeWords } from '../../letter.ts'
import { type Arrangement, findArrangement } from '../../store/arrangements.ts'
import { findInvitation, type Invitation } from '../../store/invitations.ts'
import { listUntold, recordTold } from '../../store/told.ts'
import { mailWords } from '../parts/mail.ts'
import { askedName } from '../parts/names.ts'

const form = z.object({
  /** The mail that the page told of: another may have gone out since. */
  messageId: fields.id('Open the page again'),
  toldName: fields.text('Enter whom you told', 200),
  toldAt: fields.dateTime('Say when you told them'),
})

/** Mail did not reach somebody: what to tell them, their telephone, and that they were told. */
export const toldPage = page({
  path: paths.told,
  may: access.workDiscussions,
  form,
  async view({ tx, params, form: typed, now }) {
    const invitation = await findInvitation(tx, params.invitationId)
    const discussion = invitation === null ? null : await findDiscussion(tx, invitation.discussionId)
    if (invitation === null || discussion === null) return missing('invitation')
    if (discussion.state === 'held') return settledAlready(discussion.state)
    const mail = (await listUntold(tx, [invitation.id])).get(invitation.id)
    if (mail === undefined) return nothingToTell
    return screen({
      title: `Tell them by telephone: ${discussion.reference}`,
      back: { href: paths.discussion({ discussionId: discussion.id }) },
      body: html`${whom({ invitation, discussion, arrangement: await findArrangement(tx, discussion.id), mail, now })}
${questions(typed, mail, now)}
<p class="govuk-body">Is the address right after all? <a class="govuk-link" href="${paths.sendAgain(params)}">Send the mail again</a>.</p>`,
    })
  },
  async submit({ tx, params, answers, now }) {
    const invitation = await findInvitation(tx, params.invitationId)
    const discussion = invitation === null ? null : await lockDiscussion(tx, invitation.discussionId)
    if (invitation === null || discussion === null) return missing('invitation')
    if (discussion.state === 'held') return settledAlready(discussion.state)
    const mail = (await listUntold(tx, [invitation.id])).get(invitation.id)
    if (mail === undefined) return nothingToTell
    if (mail.messageId !== answers.messageId) return toldOtherwise
    const { messageId, toldName, toldAt } = answers
    if (Temporal.Instant.compare(toldAt, now) > 0)
      return invalid({ field: 'toldAt', message: 'When you told them cannot be in the future' })
    // A form sends whole minutes.
    if (Temporal.Instant.compare(toldAt, mail.queuedAt.round({ smallestUnit: 'minute', roundingMode: 'floor' })) < 0)
      return invalid({ field: 'toldAt', message: 'That was before there was this to tell: check the time' })
    await recordTold(tx, invitation, { messageId, toldName, toldAt })
    return goTo(paths.discussion({ discussionId: discussion.id }), 'Recorded that they were told')
  },
})

const nothingToTell: Failure = conflict(
  'No mail to them is undelivered now: a later one arrived, or somebody has told them.',
  'Open the discussion to see how it stands.',
)
const toldOtherwise: Failure = conflict(
  'Other mail was sent to them meanwhile, and did not arrive either.',
  'Open the page again to see what they have to be told now.',
)

interface Untold {
  readonly invitation: Invitation
  readonly discussion: Discussion
  readonly arrangement: Arrangement | null
  readonly mail: MailState
  readonly now: Temporal.Instant
}

function whom({ invitation, discussion, arrangement, mail, now }: Untold): Html {
  const rows = [
    ['Whom', askedName(invitation)],
    ['Telephone', invitation.telephone === '' ? 'Not known' : invitation.telephone],
    ['Tell them', toTell(invitation, discussion, arrangement)],
    ['The mail', `${whenInWords(mail.queuedAt, now)}: ${mailWords(mail)}`],
  ] as const
  return summaryList({ rows: rows.map(([key, text]) => ({ key: { text: key }, value: { text } })) })
}

function toTell({ withdrawal }: Invitation, { state, reference }: Discussion, arrangement: Arrangement | null): string {
  const at = arrangement === null ? '' : `, ${timeWords(arrangement)}`
  if (state !== 'due' || arrangement === null || arrangement.isCancelled)
    return `${reference} does not take place then${at}`
  return withdrawal === null ? `As it stands now: ${reference}${at}` : `They are no longer asked to ${reference}${at}`
}

const questions = (typed: FormState, { messageId }: MailState, now: Temporal.Instant): Html =>
  formTag(typed, {}, [
    html`<input type="hidden" name="messageId" value="${typed.value('messageId', messageId)}">`,
    textInput(typed, { name: 'toldName', label: 'Whom did you tell?' }, { classes: 'govuk-input--width-20' }),
    timeInput(typed, { name: 'toldAt', label: 'When?', fallback: asTyped(now) }),
    button({ text: 'Record that they were told', preventDoubleClick: true }),
  ])
