import { missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { summaryList } from '#platform/govuk'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { concernEscalations } from '../../escalation/pages/section.ts'
import { answerInWords } from '../../pages/parts/concern.ts'
import { paths } from '../../paths.ts'
import { findConcern } from '../../store/concerns.ts'
import { listPartnersChallenges } from '../store/challenges.ts'
import { challengeLine } from './concerns.ts'

/** A concern of one's own agency, and the answer to it. */
export const concernPage = page({
  path: paths.partner.concern,
  may: access.partnerPages,
  async view({ tx, params, now }) {
    const concern = await findConcern(tx, params.concernId)
    if (concern === null) return missing('concern')
    const { reference, raisedAt, raisedByName, about, worry, answer } = concern
    const rows = [
      ['Raised', `${whenInWords(raisedAt, now)} by ${raisedByName}`],
      ['About', about],
      ['The worry', worry],
      ['Answer', answer === null ? 'None yet' : `${whenInWords(answer.at, now)}: ${answerInWords(answer)}`],
    ] as const
    const challenges = await listPartnersChallenges(tx, { concernId: concern.id })
    return screen({
      title: `Concern ${reference}`,
      width: 'wide',
      back: { href: paths.partner.concerns({}), text: 'Our concerns and challenges' },
      body: html`${summaryList({ rows: rows.map(([key, text]) => ({ key: { text: key }, value: { text } })) })}
${challenges.length > 0 && html`<ul class="govuk-list">${challenges.map((each) => challengeLine(each, now))}</ul>`}
${await concernEscalations(tx, concern.id, now)}
<p class="govuk-body"><a class="govuk-link" href="${paths.partner.challengeConcern(params)}">Challenge the answer</a></p>`,
    })
  },
})
