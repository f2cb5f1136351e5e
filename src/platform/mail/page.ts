import { z } from 'zod'
import { count, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, listTable, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { formTag, goTo, page, type Route, screen } from '#platform/http'
import { askFor } from '#platform/jobs'
import { mailPaths } from './paths.ts'
import { sendJobName } from './queue.ts'
import { type ListedMail, listMail, type MailAsked, tryAgain } from './store.ts'

const query = z.object({
  show: z
    .enum(['undelivered', 'bounced', 'all'], { error: 'Show undelivered mail, what came back, or all' })
    .default('undelivered'),
  page: z.coerce.number({ error: 'Page is a number' }).int().min(1).max(10_000).default(1),
})

const perPage = 50

/** What the house sends, for whoever sees to it that mail gets through: to whom and about what, never the text. */
export const mailPage = (hasServer: boolean): Route =>
  page({
    path: mailPaths.mail,
    may: access.watchMail,
    query,
    async view({ tx, query: asked, now, form }) {
      const skip = (asked.page - 1) * perPage
      const { mail, total } = await listMail(tx, { show: asked.show, limit: perPage, skip })
      const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
        mailPaths.mail({}, { ...asked, ...parts })
      return screen({
        title: 'Mail',
        width: 'full',
        body: html`${!hasServer && noServer}
${tabs(asked.show)}
${listTable({
  caption: 'Mail',
  columns: ['Queued', 'To', 'About', 'State'].map((heading) => ({ key: heading.toLowerCase(), heading })),
  rows: mail.map((each) => ({
    id: each.id,
    cells: [
      whenInWords(each.queuedAt, now),
      html`<span class="los-link">${each.toAddress}</span>`,
      each.subject,
      stateOf(each),
    ],
  })),
  page: asked.page,
  perPage,
  total,
  hrefFor,
  empty: html`<p class="govuk-body">${nothing[asked.show]}</p>`,
})}
${hasServer && asked.show === 'undelivered' && total > 0 && formTag(form, {}, [button({ text: 'Try them all again now', classes: 'govuk-button--secondary' })])}`,
      })
    },
    async submit({ tx }) {
      const howMany = await tryAgain(tx)
      tx.trail.changed({ action: 'mail.tried-again', subjects: [], content: { howMany } })
      if (howMany > 0) await askFor(tx, sendJobName)
      return goTo(mailPaths.mail({}), `${count(howMany, 'message')} will be tried again now`)
    },
  })

const nothing = {
  undelivered: 'Every message was sent.',
  bounced: 'No message has come back.',
  all: 'No mail has been sent yet.',
} as const

const noServer = html`<div class="govuk-inset-text">No mail server is set, so mail stays here and nobody receives it. Whoever runs Line of Sight sets SMTP_URL and MAIL_FROM, or GOV.UK Notify.</div>`

const tabs = (
  show: MailAsked['show'],
): Html => html`<nav class="moj-sub-navigation" aria-label="Mail"><ul class="moj-sub-navigation__list">
${tab('Not sent yet', mailPaths.mail({}), show === 'undelivered')}${tab('Came back', mailPaths.mail({}, { show: 'bounced' }), show === 'bounced')}${tab('All', mailPaths.mail({}, { show: 'all' }), show === 'all')}
</ul></nav>`

const tab = (text: string, href: string, isCurrent: boolean): Html =>
  html`<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="${href}"${isCurrent && html` aria-current="page"`}>${text}</a></li>`

function stateOf({ state, attempts, code }: ListedMail): Html {
  if (state === 'sent') return tag('Sent', 'green')
  if (state === 'delivered') return tag('Delivered', 'green')
  if (state === 'bounced') return html`${tag('Came back', 'red')} ${code}`
  if (state === 'waiting') return tag('Waiting', 'grey')
  const words = html` ${count(attempts, 'try', 'tries')}, last answered ${code}`
  if (state === 'overtaken') return html`${tag('Overtaken', 'grey')} a later one was sent`
  return state === 'given-up' ? html`${tag('Given up', 'red')}${words}` : html`${tag('Trying again', 'yellow')}${words}`
}
