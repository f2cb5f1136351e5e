/** One request as another system sends it, with what is answered: shown in the documentation, and sent by a test. */
export interface ApiExample {
  /** "A contact that cannot be taken". */
  readonly title: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly idempotencyKey?: string
  readonly body?: unknown
  readonly status: number
  readonly answer: unknown
}

/** The request as a command that can be copied: the token stands in a variable, so that none is pasted into a note. */
export function curlOf(address: string, method: string, path: string, example: ApiExample): string {
  const { params = {}, query, idempotencyKey, body } = example
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`
  const headers = [
    'Authorization: Bearer $TOKEN',
    ...(idempotencyKey === undefined ? [] : [`Idempotency-Key: ${idempotencyKey}`]),
    ...(body === undefined ? [] : ['Content-Type: application/json']),
  ]
  return [
    `curl -X ${method} "${address}/api/v1${filled}${search}"`,
    ...headers.map((header) => `-H "${header}"`),
    ...(body === undefined ? [] : [`-d '${written(body).replaceAll("'", "'\\''")}'`]),
  ].join(' \\\n  ')
}

export const written = (value: unknown): string => JSON.stringify(value, null, 2)
