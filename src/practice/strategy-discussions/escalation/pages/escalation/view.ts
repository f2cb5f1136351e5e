import type { Temporal } from 'temporal-polyfill'
import { whenInWords } from '#kernel/words'
import { button, details, insetText, summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, type User } from '#platform/http'
import { choiceOf, longInput, textInput } from '#platform/questions'
import { paths } from '../../../paths.ts'
import { partners } from '../../../words.ts'
import { conditionOf } from '../../conditions.ts'
import type { WentAhead } from '../../store/going-ahead.ts'
import type { EscalationReply, EscalationRung, ListedEscalation } from '../../store/list.ts'
import { endOutcomes } from '../../words.ts'
import { aboutLink, limitOf, sentenceOf, stateOf, withWhom } from '../parts/line.ts'
import type { Allowed } from './page.ts'

interface EscalationScreen {
  readonly escalation: ListedEscalation
  readonly steps: { readonly rungs: readonly EscalationRung[]; readonly replies: readonly EscalationReply[] }
  readonly wentAhead: readonly WentAhead[]
  readonly allowed: Allowed
  readonly user: User
  readonly form: FormState
  readonly now: Temporal.Instant
}

export const escalationView = (
  shown: EscalationScreen,
): Html => html`<p class="govuk-body-l">${sentenceOf(shown.escalation)}</p>
${summaryList({
  rows: rowsOf(shown).map(([key, value]) => ({ key: { text: key }, value: { html: html`${value}` } })),
})}
<h2 class="govuk-heading-m">What has been asked and answered</h2>
${timeLine(shown)}
${shown.allowed.mayGoAhead && goAhead(shown.escalation)}
${shown.allowed.mayReply && replyForm(shown)}
${shown.allowed.mayClose && closeForm(shown.form)}
${shown.escalation.outcome === null && conditionOf(shown.escalation.condition).endsByFactsAlone && insetText({ text: `Nobody can put this aside. ${conditionOf(shown.escalation.condition).ask}` })}`

function rowsOf({ escalation, wentAhead, user, now }: EscalationScreen): readonly (readonly [string, Html | string])[] {
  const { concernId, condition, since, openedAt, outcome, endWords, endedAt, partner } = escalation
  const rows: (readonly [string, Html | string])[] = [
    ['State', stateOf(escalation)],
    [
      concernId === null ? 'Discussion' : 'Concern',
      user.agencyId === null ? aboutLink(escalation) : ownLink(escalation),
    ],
    ['Late since', whenInWords(since, now)],
    ['Opened', whenInWords(openedAt, now)],
  ]
  if (outcome === null) {
    rows.push(
      ['With', withWhom(escalation)],
      ['Reply by', limitOf(escalation, now)],
      ['What is asked', conditionOf(condition).ask],
    )
  } else {
    rows.push(
      ['Ended', endedAt === null ? '' : whenInWords(endedAt, now)],
      ['What came of it', `${endOutcomes[outcome]}. ${endWords ?? ''}`],
    )
  }
  for (const went of wentAhead.filter((each) => each.partner === partner))
    rows.push(['Gone ahead without them', `${whenInWords(went.decidedAt, now)}: ${went.reason}`])
  return rows.filter(([, value]) => value !== '')
}

/** For a partner: their own concern, or what the discussion is called. */
const ownLink = ({ concernId, aboutReference }: ListedEscalation): Html | string =>
  concernId === null || aboutReference === null
    ? (aboutReference ?? '')
    : html`<a class="govuk-link" href="${paths.partner.concern({ concernId })}">${aboutReference}</a>`

/** Asked and answered in the order in which it happened. */
function timeLine({ steps: { rungs, replies }, now }: EscalationScreen): Html {
  const entries = [
    ...rungs.map((rung) => ({ at: rung.openedAt, body: rungEntry(rung, now) })),
    ...replies.map((reply) => ({ at: reply.repliedAt, body: replyEntry(reply) })),
  ].toSorted((one, other) => one.at.epochMilliseconds - other.at.epochMilliseconds)
  if (entries.length === 0)
    return html`<p class="govuk-body">Nobody has been asked: nobody is named who could be. Name them under <a class="govuk-link" href="/organisation/agencies">Partner agencies</a> or among the people.</p>`
  return html`<ol class="govuk-list govuk-list--spaced">${entries.map(
    ({ at, body }) => html`<li><strong>${whenInWords(at, now)}</strong><br>${body}</li>`,
  )}</ol>`
}

function rungEntry(rung: EscalationRung, now: Temporal.Instant): Html {
  const { toName, toTelephone, insteadOfName, hasMail, dueAt, unnamed, missed } = rung
  return html`Rung ${rung.rung}, ${toName}${insteadOfName && ` for ${insteadOfName}`}${toTelephone && html`, <a class="govuk-link" href="tel:${toTelephone.replaceAll(' ', '')}">${toTelephone}</a>`}: asked ${hasMail ? 'by mail' : 'without mail, so ring them'}, reply by ${whenInWords(dueAt, now)}.
${unnamed.length > 0 && html`<br>Skipped, because nobody is named or there: ${rungsInWords(unnamed)}.`}
${missed.length > 0 && html`<br>Never asked, because nothing ran while it was their turn: ${rungsInWords(missed)}.`}`
}

const rungsInWords = (rungs: readonly number[]): string => rungs.map((rung) => `rung ${rung}`).join(', ')

const replyEntry = ({ rung, by, said, done }: EscalationReply): Html =>
  html`${by} answered on rung ${rung}: ${said}${done !== '' && html`<br>Done: ${done}`}`

const goAhead = ({ discussionId, partner }: ListedEscalation): Html =>
  discussionId === null
    ? html``
    : html`<p class="govuk-body"><a class="govuk-link" href="${paths.goingAhead({ discussionId }, { partner: partner ?? undefined })}">Go ahead without ${partner === null ? 'them' : (Object.entries(partners).find(([key]) => key === partner)?.[1] ?? 'them')}</a>: protection does not wait.</p>`

const replyForm = ({ form, user }: EscalationScreen): Html => html`<h2 class="govuk-heading-m">Reply</h2>
${formTag(form, {}, [
  html`<input type="hidden" name="step" value="reply">`,
  longInput(form, { name: 'said', label: 'What is the answer?' }),
  longInput(form, { name: 'done', label: 'What was done? (optional)' }, 2),
  user.agencyId === null
    ? textInput(
        form,
        { name: 'by', label: 'Who answered, if not you? (optional)' },
        { classes: 'govuk-input--width-20' },
      )
    : html``,
  button({ text: 'Record the reply' }),
])}`

const closeForm = (form: FormState): Html =>
  details({
    summaryText: 'Close it',
    open: form.error('outcome') !== undefined || form.error('words') !== undefined,
    html: formTag(form, {}, [
      html`<input type="hidden" name="step" value="close">`,
      choiceOf(
        form,
        { name: 'outcome', label: 'What came of it?' },
        Object.entries(endOutcomes).map(([value, text]) => ({ value, text })),
      ),
      longInput(form, { name: 'words', label: 'How did it end?' }),
      button({ text: 'Close the escalation', classes: 'govuk-button--secondary' }),
    ]),
  })
