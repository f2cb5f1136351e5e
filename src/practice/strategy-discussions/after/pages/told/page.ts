import { missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { html } from '#platform/html'
import { page, screen } from '#platform/http'
import { afterPaths } from '../../paths.ts'
import { listSentToMe, recordOpened } from '../../store/circulations.ts'

/** What somebody who was not part of a discussion is told: what was decided for them, and what they need to do. */
export const toldPage = page({
  path: afterPaths.told,
  may: access.partnerPages,
  async view({ tx, params, now }) {
    const told = (await listSentToMe(tx)).find(
      ({ recipientId, version }) => recipientId === params.recipientId && version === 'need-to-know',
    )
    if (told === undefined) return missing('message')
    await recordOpened(tx, told.discussionId, [told.recipientId])
    return screen({
      title: `Strategy discussion ${told.reference}`,
      back: { href: '/' },
      body: html`<p class="govuk-body">Sent to you ${whenInWords(told.circulatedAt, now)}.</p>
<h2 class="govuk-heading-m">What was decided</h2><p class="govuk-body los-lines">${told.toldDecision}</p>
<h2 class="govuk-heading-m">What you need to do</h2><p class="govuk-body los-lines">${told.toldToDo}</p>`,
    })
  },
})
