import type { Area } from '#platform/area'
import { webhookCommands } from './commands.ts'
import type { WebhookEvent } from './event.ts'
import { sendJob } from './job.ts'
import { addPage } from './pages/add.ts'
import { endPage } from './pages/end.ts'
import { webhooksPage } from './pages/list.ts'
import { webhookPage } from './pages/webhook.ts'
import type { WebhookSettings } from './settings.ts'
import { webhookWork } from './work.ts'

export interface WebhooksDeps {
  /** What the areas tell of; app.ts collects it. */
  readonly events: readonly WebhookEvent[]
  readonly settings: WebhookSettings
}

/** Tells other systems of what happens here, signed, and again until it arrives. */
export const webhooksArea = ({ events, settings }: WebhooksDeps): Area => ({
  name: 'webhooks',
  pages: [webhooksPage, addPage(events, settings), webhookPage, endPage],
  jobs: [sendJob({ events, settings })],
  commands: (program, context) => webhookCommands(program, context, { events, settings }),
  work: webhookWork,
})
