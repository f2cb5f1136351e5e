import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText, listTable, summaryList, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { askFor } from '#platform/jobs'
import { messageOf, testEvent } from '../event.ts'
import { paths } from '../paths.ts'
import { jobName } from '../publish.ts'
import { mostTries } from '../rules/schedule.ts'
import { addDelivery, type Delivery, leaveGivenUp, listDeliveries, sendAgain } from '../store/deliveries.ts'
import { findSubscription, type Subscription } from '../store/subscriptions.ts'
import { metInWords, stateWords } from '../words.ts'
import { shortUrl, stateOf } from './list.ts'

const most = 50

/** One webhook: what was sent to it lately and what became of it, and what can be done. */
export const webhookPage = page({
  path: paths.webhook,
  may: access.manageWebhooks,
  form: z.object({
    step: fields.choice(['test', 'again', 'leave'], 'Choose what to do'),
    delivery: fields.optionalId('Choose a message from the list'),
  }),
  async view({ tx, params, form, now }) {
    const webhook = await findSubscription(tx, params.webhookId)
    if (webhook === null) return missing('webhook')
    const deliveries = await listDeliveries(tx, webhook.id, most)
    const body = html`${facts(webhook, now)}${webhook.endedAt === null && actions(form, webhook)}
${webhook.givenUp > 0 && attention(form, webhook)}
<h2 class="govuk-heading-m">Messages</h2>${messages(form, webhook, deliveries, now)}`
    return screen({
      title: `Webhook to ${new URL(webhook.url).host}`,
      width: 'wide',
      body,
      back: { href: paths.webhooks({}), text: 'Webhooks' },
    })
  },
  async submit({ tx, params, answers, now }) {
    const webhook = await findSubscription(tx, params.webhookId)
    if (webhook === null) return missing('webhook')
    const here = paths.webhook(params)
    if (answers.step === 'leave') {
      await leaveGivenUp(tx, webhook.id)
      return goTo(here, 'They are left undelivered')
    }
    if (webhook.endedAt !== null) return conflict('This webhook has ended.', 'Add it again to send to it.')
    switch (answers.step) {
      case 'test': {
        const body = messageOf(testEvent, now, {})
        await addDelivery(tx, webhook.id, { event: testEvent, body, isHeld: false })
        await askFor(tx, jobName)
        return goTo(here, 'A test is on its way. Open this page again in a moment to see what became of it')
      }
      case 'again': {
        const { delivery } = answers
        if (delivery === null || !(await sendAgain(tx, webhook.id, delivery)))
          return conflict('This message is on its way already.', 'Wait for what becomes of it.')
        await askFor(tx, jobName)
        return goTo(here, 'It is sent again')
      }
    }
  },
})

type Now = Subscription['madeAt']

const facts = (webhook: Subscription, now: Now): Html =>
  summaryList({
    rows: [
      { key: { text: 'Where' }, value: { html: html`<span class="los-link">${shortUrl(webhook.url)}</span>` } },
      { key: { text: 'Told of' }, value: { text: webhook.events.join(', ') } },
      { key: { text: 'Added' }, value: { text: whenInWords(webhook.madeAt, now) } },
      { key: { text: 'State' }, value: { html: stateOf(webhook) } },
      ...(webhook.endedAt === null
        ? []
        : [
            {
              key: { text: 'Ended' },
              value: { text: `${whenInWords(webhook.endedAt, now)}. ${webhook.endedWhy}.` },
            },
          ]),
    ],
  })

const step = (name: string): Html => html`<input type="hidden" name="step" value="${name}">`

const actions = (form: FormState, { id }: Subscription): Html => html`<div class="los-actions">
${formTag(form, {}, [step('test'), button({ text: 'Send a test' })])}
${button({ text: 'End this webhook', href: paths.end({ webhookId: id }), classes: 'govuk-button--secondary' })}</div>`

const attention = (form: FormState, { givenUp, endedAt }: Subscription): Html =>
  insetText({
    html: html`<p class="govuk-body">${givenUp === 1 ? 'One message was' : `${givenUp} messages were`} given up${endedAt === null && ` after ${mostTries} attempts`}. ${endedAt === null && 'When the other system is well again, send them again; or'} ${endedAt === null ? 'leave' : 'Leave'} them, if it has learned of it otherwise.</p>
${formTag(form, {}, [step('leave'), button({ text: 'Leave them undelivered', classes: 'govuk-button--secondary govuk-!-margin-bottom-0' })])}`,
  })

const messages = (form: FormState, webhook: Subscription, deliveries: readonly Delivery[], now: Now): Html =>
  listTable({
    caption: 'Messages, those given up first and then the latest',
    columns: [
      { key: 'asked', heading: 'Since' },
      { key: 'event', heading: 'Event' },
      { key: 'state', heading: 'State' },
      { key: 'last', heading: 'Last attempt' },
      { key: 'do', heading: 'Do' },
    ],
    rows: deliveries.map((each) => ({
      id: each.id,
      cells: [
        whenInWords(each.askedAt, now),
        html`${each.event}<br><span class="los-quiet los-link">${each.id}</span>`,
        tag(...stateWords[each.state]),
        lastAttempt(each, now),
        maySendAgain(webhook, each) ? againForm(form, each) : '–',
      ],
    })),
    page: 1,
    perPage: most,
    total: deliveries.length,
    hrefFor: () => paths.webhook({ webhookId: webhook.id }),
    empty: html`<p class="govuk-body">Nothing was sent yet.</p>`,
  })

const maySendAgain = ({ endedAt }: Subscription, { state }: Delivery): boolean =>
  endedAt === null && (state === 'delivered' || state === 'given-up')

const againForm = (form: FormState, { id, event }: Delivery): Html =>
  formTag(form, {}, [
    step('again'),
    html`<input type="hidden" name="delivery" value="${id}">`,
    button({
      html: html`Send again<span class="govuk-visually-hidden">: ${event} ${id}</span>`,
      classes: 'govuk-button--secondary govuk-!-margin-bottom-0',
    }),
  ])

function lastAttempt(delivery: Delivery, now: Now): string {
  const { lastAt, attempts, nextAt, state } = delivery
  if (lastAt === null) return state === 'waiting' ? 'Not yet tried' : 'Never tried'
  const next = nextAt === null ? '' : ` Again ${whenInWords(nextAt, now)}.`
  return `${metInWords(delivery)}, ${whenInWords(lastAt, now)}, attempt ${attempts}.${next}`
}
