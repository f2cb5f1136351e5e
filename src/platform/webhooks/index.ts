export { type WebhooksDeps, webhooksArea } from './area.ts'
export type { WebhookEvent } from './event.ts'
export { type Happened, isAwaited, publish } from './publish.ts'
export { type WebhookSettings, webhookSettings } from './settings.ts'
