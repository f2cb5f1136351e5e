/** What the configuration says about telling other systems. */
export interface WebhookSettings {
  /** 32 bytes that seal the secrets in the database; without them none is taken. */
  readonly key: Buffer | null
  /** Whether addresses inside the council's own network may be told. */
  readonly allowsOwnNetwork: boolean
  /** Whether this very machine may be told, for trying it: only where the product itself is served to it alone. */
  readonly allowsLoopback: boolean
}

export const keyMissing =
  'Set WEBHOOK_KEY first, as docs/operations.md says: the secret of a webhook is kept sealed with it'

/** Reads them from the configuration's own words. `publicUrl` is where people find the product. */
export const webhookSettings = (given: {
  readonly publicUrl: string
  readonly webhookKey?: string | null
  readonly webhooksOwnNetwork?: boolean
}): WebhookSettings => ({
  key: given.webhookKey ? Buffer.from(given.webhookKey, 'base64') : null,
  allowsOwnNetwork: given.webhooksOwnNetwork ?? false,
  allowsLoopback: URL.canParse(given.publicUrl) && isLoopbackName(new URL(given.publicUrl).hostname),
})

/** Names and literal addresses of this very machine, as a URL writes them. */
export const isLoopbackName = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
