import { NotifyClient } from 'notifications-node-client'
import type { Answer, Fate, Letter, NotifyWay, Transport } from './way.ts'

const usualUrl = 'https://api.notifications.service.gov.uk'
const longestAnswer = 15_000

/**
 * GOV.UK Notify, by one template whose subject is ((subject)) and whose message is ((body)). It carries no calendar part and
 * takes no calendar file (its files by link are documents and tables), so that part is reached by a link of ours.
 */
export function openNotify({ apiKey, templateId, url }: NotifyWay): Transport {
  const client = new NotifyClient(url ?? usualUrl, apiKey)
  setTimeLimit(client)
  return {
    carriesCalendar: false,
    async send(letter) {
      try {
        const reference = (letter.isRetry ? await takenBefore(client, letter.id) : null) ?? (await take(client, letter))
        return { outcome: 'accepted', code: '201', serviceReference: reference }
      } catch (error) {
        return answerOf(error)
      }
    },
    async ask(serviceReference) {
      try {
        const { data } = await client.getNotificationById(serviceReference)
        return fateOf(data.status)
      } catch (error) {
        return { state: statusOf(error) === 404 ? 'unknown' : 'on-its-way' }
      }
    },
    close: () => undefined,
  }

  async function take(open: NotifyClient, { id, toAddress, subject, text }: Letter): Promise<string> {
    const personalisation = { subject, body: text }
    const { data } = await open.sendEmail(templateId, toAddress, { personalisation, reference: id })
    return data.id
  }
}

/** The client waits for ever by itself; one that does not answer must not hold the others up for long. */
function setTimeLimit(client: NotifyClient): void {
  const { restClient } = client.apiClient as { restClient: Parameters<NotifyClient['setClient']>[0] }
  const limited = (options: object) => restClient({ ...options, timeout: longestAnswer, maxRedirects: 0 })
  client.setClient(limited as typeof restClient)
}

/** Notify does not know one message sent twice as one: what it took and could not say so is found by our reference. */
async function takenBefore(client: NotifyClient, id: string): Promise<string | null> {
  const { data } = await client.getNotifications('email', undefined, id)
  return data.notifications[0]?.id ?? null
}

const fateOf = (status: string): Fate => {
  if (status === 'delivered') return { state: 'delivered' }
  // Temporary too: Notify has tried for three days by then, and does not try again.
  if (/^(permanent|temporary|technical)-failure$/.test(status)) return { state: 'bounced', code: status }
  return { state: 'on-its-way' }
}

function answerOf(error: unknown): Answer {
  const status = statusOf(error)
  if (status === null) return { outcome: 'failed', code: codeOf(error) }
  const kind = kindOf(error)
  // Only what is wrong with the message itself is refused for good. A wrong key (403), template or trial mode (400,
  // BadRequestError) are ours to mend, and limits (429) and faults (5xx) pass.
  const isRefused = status === 413 || (status === 400 && kind === 'ValidationError')
  return { outcome: isRefused ? 'refused' : 'failed', code: `${status}${kind === '' ? '' : ` ${kind}`}` }
}

interface Met {
  readonly code?: unknown
  readonly response?: { readonly status?: unknown; readonly data?: { readonly errors?: unknown } }
}

const met = (error: unknown): Met => (typeof error === 'object' && error !== null ? (error as Met) : {})

const statusOf = (error: unknown): number | null => {
  const status = met(error).response?.status
  return typeof status === 'number' ? status : null
}

const codeOf = (error: unknown): string => {
  const { code } = met(error)
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'unknown'
}

/** Notify's name for the error; never its words, which repeat what was sent. */
const kindOf = (error: unknown): string => {
  const errors = met(error).response?.data?.errors
  const first: unknown = Array.isArray(errors) ? errors[0] : null
  const kind = typeof first === 'object' && first !== null && 'error' in first ? first.error : ''
  return typeof kind === 'string' && /^\w{1,40}$/.test(kind) ? kind : ''
}
