import { count } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkItem, WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { paths } from './paths.ts'
import { listSubscriptions } from './store/subscriptions.ts'

/** Messages that were given up, for those who keep the webhooks: until they are sent again, or left. */
export const webhookWork: WorkSource = async (tx, { user }) => {
  if (!may(user, access.manageWebhooks)) return []
  const all = await listSubscriptions(tx)
  return all
    .filter(({ givenUp }) => givenUp > 0)
    .map(
      ({ id, url, givenUp }): WorkItem => ({
        id: `webhook:${id}`,
        due: null,
        title: `Webhook to ${new URL(url).host}`,
        detail: `${count(givenUp, 'message', 'messages')} given up: the other system was not told`,
        verb: 'Look at it',
        href: paths.webhook({ webhookId: id }),
        ownerId: null,
      }),
    )
}
