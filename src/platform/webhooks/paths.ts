import { path } from '#platform/http'

/** The addresses of this room; the documentation of the interface stands above them. */
export const paths = {
  webhooks: path('/other-systems/webhooks'),
  add: path('/other-systems/webhooks/add'),
  webhook: path('/other-systems/webhooks/:webhookId'),
  end: path('/other-systems/webhooks/:webhookId/end'),
} as const
