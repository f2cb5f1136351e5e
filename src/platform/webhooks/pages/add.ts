import { z } from 'zod'
import { invalid } from '#kernel/outcome'
import { access } from '#platform/access'
import { button, checkboxes, input, insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { type FormState, fields, formTag, page, type Route, type Screen, screen } from '#platform/http'
import type { WebhookEvent } from '../event.ts'
import { paths } from '../paths.ts'
import { readTarget } from '../rules/target.ts'
import type { WebhookSettings } from '../settings.ts'
import { type Added, addSubscription } from '../store/subscriptions.ts'

/** Where another system listens, and for what. Its secret is on the page that follows, and only there. */
export const addPage = (events: readonly WebhookEvent[], settings: WebhookSettings): Route =>
  page({
    path: paths.add,
    may: access.manageWebhooks,
    form: z.object({
      url: fields.text('Write the address at which the other system listens'),
      events: fields.choices(
        events.map(({ name }) => name),
        'Choose from the list',
      ),
    }),
    async view({ form }) {
      return screen({
        title: 'Add a webhook',
        back: { href: paths.webhooks({}), text: 'Webhooks' },
        body: formTag(form, {}, [urlQuestion(form), eventsQuestion(form, events), button({ text: 'Add it' })]),
      })
    },
    async submit({ tx, answers }) {
      const url = readTarget(answers.url, settings)
      if (!url.ok) return url
      if (answers.events.length === 0)
        return invalid({ field: 'events', message: 'Choose what the other system is told of' })
      const added = await addSubscription(tx, { url: url.value, events: answers.events }, settings.key)
      return added.ok ? secretShown(added.value) : added
    },
  })

const errorOf = (form: FormState, name: string) => {
  const message = form.error(name)
  return message === undefined ? {} : { errorMessage: { text: message } }
}

const urlQuestion = (form: FormState) =>
  input({
    id: 'url',
    name: 'url',
    type: 'url',
    label: { text: 'Where does the other system listen?', classes: 'govuk-label--s' },
    hint: { text: 'An address that begins with https://. Whoever runs that system knows it.' },
    value: form.value('url'),
    spellcheck: false,
    ...errorOf(form, 'url'),
  })

const eventsQuestion = (form: FormState, events: readonly WebhookEvent[]) =>
  checkboxes({
    idPrefix: 'events',
    name: 'events',
    fieldset: { legend: { text: 'What is it told of?', classes: 'govuk-fieldset__legend--s' } },
    items: events.map(({ name, words }) => ({
      value: name,
      text: words,
      hint: { text: name },
      checked: form.values('events').includes(name),
    })),
    ...errorOf(form, 'events'),
  })

const secretShown = ({ id, secret }: Added): Screen =>
  screen({
    title: 'The webhook is added',
    body: html`<p class="govuk-body">Give this secret to whoever runs the other system. With it they check that a message is ours. It is shown here only now; if it is lost, end this webhook and add it again.</p>
${insetText({ html: html`<code class="los-link">${secret}</code>` })}
<p class="govuk-body"><a class="govuk-link" href="${paths.webhook({ webhookId: id })}">Go to the webhook, and send a test</a></p>`,
  })
