import { z } from 'zod'

const minutes = (name: string, fallback: number) =>
  z.coerce
    .number({ error: `${name} must be a whole number of minutes` })
    .int(`${name} must be a whole number of minutes`)
    .min(1, `${name} must be at least 1`)
    .default(fallback)

const postgres = (name: string) =>
  z
    .string()
    .refine((url) => /^postgres(ql)?:\/\//.test(url), `${name} must begin with postgres://`)
    .optional()

const key = (name: string) =>
  z
    .string()
    .refine(
      (text) => Buffer.from(text, 'base64').length === 32 && /^[\w+/-]+=*$/.test(text),
      `${name} must be 32 bytes in base64, such as \`openssl rand -base64 32\` prints`,
    )
    .optional()

const schema = z
  .object({
    DATABASE_URL: postgres('DATABASE_URL'),
    MIGRATION_DATABASE_URL: postgres('MIGRATION_DATABASE_URL'),
    PORT: z.coerce
      .number({ error: 'PORT must be a number' })
      .int('PORT must be a whole number')
      .min(1, 'PORT must be between 1 and 65535')
      .max(65_535, 'PORT must be between 1 and 65535')
      .default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_URL: z.url('PUBLIC_URL must be a full address, such as https://line-of-sight.example').optional(),
    TRUST_PROXY: z.enum(['yes', 'no'], 'TRUST_PROXY must be yes or no').default('no'),
    SESSION_IDLE_MINUTES: minutes('SESSION_IDLE_MINUTES', 30),
    SESSION_ABSOLUTE_MINUTES: minutes('SESSION_ABSOLUTE_MINUTES', 600),
    LOS_CALENDAR: z.string().min(1).optional(),
    SMTP_URL: z
      .string()
      .refine(
        (url) => /^smtps?:\/\/[^/]/.test(url) && URL.canParse(url),
        'SMTP_URL must begin with smtp:// or smtps://',
      )
      .optional(),
    MAIL_FROM: z
      .string()
      .refine(
        (from) => /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from),
        'MAIL_FROM must be an address, such as line-of-sight@example.gov.uk',
      )
      .optional(),
    WEBHOOK_KEY: key('WEBHOOK_KEY'),
    SECOND_FACTOR_KEY: key('SECOND_FACTOR_KEY'),
    WEBHOOK_OWN_NETWORK: z.enum(['yes', 'no'], 'WEBHOOK_OWN_NETWORK must be yes or no').default('no'),
    LOS_NOTIFY_API_KEY: z
      .string()
      .regex(
        /^[^\s]*[0-9a-f-]{36}-[0-9a-f-]{36}$/,
        'LOS_NOTIFY_API_KEY must be the whole key that GOV.UK Notify shows when it is made',
      )
      .optional(),
    LOS_NOTIFY_TEMPLATE_ID: z.uuid('LOS_NOTIFY_TEMPLATE_ID must be the id of a template of GOV.UK Notify').optional(),
    LOS_NOTIFY_URL: z.url('LOS_NOTIFY_URL must be a full address').optional(),
    LOG_LEVEL: z
      .enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
        'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent',
      )
      .default('warn'),
  })
  .superRefine((given, context) => {
    const both = (given.DATABASE_URL === undefined) === (given.MIGRATION_DATABASE_URL === undefined)
    if (!both) {
      const absent =
        given.DATABASE_URL === undefined
          ? 'DATABASE_URL (the role the application runs as)'
          : 'MIGRATION_DATABASE_URL (the role that owns the tables)'
      context.addIssue({
        code: 'custom',
        message: `${absent} is missing: give both, or neither for the embedded database`,
      })
    }
    if ((given.SMTP_URL === undefined) !== (given.MAIL_FROM === undefined)) {
      const absent = given.SMTP_URL === undefined ? 'SMTP_URL (the mail server)' : 'MAIL_FROM (whom mail is from)'
      context.addIssue({ code: 'custom', message: `${absent} is missing: give both, or neither to send no mail` })
    }
    if ((given.LOS_NOTIFY_API_KEY === undefined) !== (given.LOS_NOTIFY_TEMPLATE_ID === undefined)) {
      const absent = given.LOS_NOTIFY_API_KEY === undefined ? 'LOS_NOTIFY_API_KEY' : 'LOS_NOTIFY_TEMPLATE_ID'
      context.addIssue({ code: 'custom', message: `${absent} is missing: give both, or neither` })
    }
    if (given.LOS_NOTIFY_API_KEY !== undefined && given.SMTP_URL !== undefined)
      context.addIssue({
        code: 'custom',
        message: 'Mail leaves by one way: give SMTP_URL, or LOS_NOTIFY_API_KEY, but not both',
      })
    if (given.SESSION_IDLE_MINUTES > given.SESSION_ABSOLUTE_MINUTES) {
      context.addIssue({
        code: 'custom',
        message: 'SESSION_IDLE_MINUTES must not be more than SESSION_ABSOLUTE_MINUTES',
      })
    }
  })

/** How this process runs, read once from the environment. */
export interface Config {
  /** A PostgreSQL of the council's own; null for the embedded one. */
  readonly external: { readonly appUrl: string; readonly migrationUrl: string } | null
  readonly port: number
  readonly host: string
  readonly publicUrl: string
  readonly trustProxy: boolean
  readonly sessionIdleMinutes: number
  readonly sessionAbsoluteMinutes: number
  readonly logLevel: string
  /** Where imported bank holidays are kept, when not in the usual place. */
  readonly calendarFile: string | null
  /** The council's mail server, or GOV.UK Notify; null when there is neither, and then mail stays in the outbox. */
  readonly mail: MailConfig | null
  /** Seals the secrets of webhooks in the database: 32 bytes in base64. */
  readonly webhookKey: string | null
  /** Seals the secrets of second factors in the database: 32 bytes in base64. Without it nobody can set one up or pass it. */
  readonly secondFactorKey: string | null
  /** Whether webhooks may go to addresses inside the council's own network. */
  readonly webhooksOwnNetwork: boolean
}

export type MailConfig =
  | { readonly by: 'smtp'; readonly url: string; readonly from: string }
  | { readonly by: 'notify'; readonly apiKey: string; readonly templateId: string; readonly url: string | null }

export type ConfigRead =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] }

type MailVariables = Pick<
  z.infer<typeof schema>,
  'SMTP_URL' | 'MAIL_FROM' | 'LOS_NOTIFY_API_KEY' | 'LOS_NOTIFY_TEMPLATE_ID' | 'LOS_NOTIFY_URL'
>

function mailOf(given: MailVariables): MailConfig | null {
  const { SMTP_URL: url, MAIL_FROM: from, LOS_NOTIFY_API_KEY: apiKey, LOS_NOTIFY_TEMPLATE_ID: templateId } = given
  if (apiKey !== undefined && templateId !== undefined)
    return { by: 'notify', apiKey, templateId, url: given.LOS_NOTIFY_URL ?? null }
  return url === undefined || from === undefined ? null : { by: 'smtp', url, from }
}

/** Reads the environment, and lists every fault at once so that none is found only after the last was mended. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigRead {
  // An empty variable is how many deployments say "not set".
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = schema.safeParse(given)
  if (!read.success) return { ok: false, faults: read.error.issues.map(({ message }) => message) }
  const { DATABASE_URL, MIGRATION_DATABASE_URL, PORT, HOST, PUBLIC_URL, TRUST_PROXY, ...rest } = read.data
  const isExternal = DATABASE_URL !== undefined && MIGRATION_DATABASE_URL !== undefined
  return {
    ok: true,
    config: {
      external: isExternal ? { appUrl: DATABASE_URL, migrationUrl: MIGRATION_DATABASE_URL } : null,
      port: PORT,
      host: HOST,
      publicUrl: PUBLIC_URL ?? `http://localhost:${PORT}`,
      trustProxy: TRUST_PROXY === 'yes',
      sessionIdleMinutes: rest.SESSION_IDLE_MINUTES,
      sessionAbsoluteMinutes: rest.SESSION_ABSOLUTE_MINUTES,
      logLevel: rest.LOG_LEVEL,
      calendarFile: rest.LOS_CALENDAR ?? null,
      mail: mailOf(rest),
      webhookKey: rest.WEBHOOK_KEY ?? null,
      secondFactorKey: rest.SECOND_FACTOR_KEY ?? null,
      webhooksOwnNetwork: rest.WEBHOOK_OWN_NETWORK === 'yes',
    },
  }
}
