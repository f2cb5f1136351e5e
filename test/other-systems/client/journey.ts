import createClient from 'openapi-fetch'
// Made from /api/v1/openapi.json of the running product just before this file is checked and run: see generated-client.test.ts.
import type { components, paths } from './interface.d.ts'

type Problem = components['schemas']['Problem']

/** What another system met on its way, for the test to look at. */
export interface Met {
  readonly told: { readonly status: number; readonly state: string | undefined }
  readonly toldAgain: { readonly status: number; readonly state: string | undefined }
  readonly waiting: readonly (string | null)[]
  readonly decided: { readonly status: number; readonly state: string | undefined }
  readonly waitingAfterwards: readonly (string | null)[]
  readonly batch: readonly (string | undefined)[]
  readonly refused: readonly { readonly contentType: string | null; readonly problem: Problem | undefined }[]
}

/** The whole way of a case system, in the types that its own makers would get. */
export async function walk(address: string, token: string, hoursAgo: (hours: number) => string): Promise<Met> {
  const client = createClient<paths>({
    baseUrl: `${address}/api/v1`,
    headers: { authorization: `Bearer ${token}` },
  })
  const contact = {
    contactId: 'G-1',
    receivedAt: hoursAgo(2),
    source: '6',
    method: 'telephone',
    concern: 'Found alone at night',
    children: [{ childId: 'G-1-1', familyName: 'Ash', givenName: 'Mia' }],
  } as const
  const waiting = async () => {
    const { data } = await client.GET('/contacts', { params: { query: { state: 'awaiting-outcome' } } })
    return (data?.contacts ?? []).map(({ contactId }) => contactId)
  }
  const told = await client.POST('/contacts', {
    params: { header: { 'Idempotency-Key': 'g-1' } },
    body: { ...contact, children: [...contact.children] },
  })
  const before = await waiting()
  const decided = await client.POST('/contacts/{contactId}/decisions', {
    params: { path: { contactId: 'G-1' } },
    body: {
      childId: 'G-1-1',
      outcome: 'assessment',
      decidedAt: hoursAgo(1),
      decidedBy: 'A Manager',
      reason: 'Two people describe the same worry',
    },
  })
  const toldAgain = await client.POST('/contacts', { body: { ...contact, children: [...contact.children] } })
  const batch = await client.POST('/contacts/batch', {
    body: {
      contacts: [
        { ...contact, contactId: 'G-2', children: [{ childId: 'G-2-1' }] },
        { ...contact, contactId: 'G-3', children: [{ childId: 'G-3-1' }], receivedAt: hoursAgo(-30) },
      ],
    },
  })
  return {
    told: { status: told.response.status, state: told.data?.state },
    waiting: before,
    decided: { status: decided.response.status, state: decided.data?.state },
    waitingAfterwards: await waiting(),
    toldAgain: { status: toldAgain.response.status, state: toldAgain.data?.state },
    batch: (batch.data?.results ?? []).map((each) =>
      'contact' in each ? each.contact.state : each.errors[0]?.pointer,
    ),
    refused: await refusals(client, contact.receivedAt),
  }
}

/** What the types refuse is sent all the same, to see that it is answered as the description says. */
async function refusals(client: ReturnType<typeof createClient<paths>>, receivedAt: string): Promise<Met['refused']> {
  const children = [{ childId: 'G-9-1' }]
  const wrong = await client.POST('/contacts', {
    // @ts-expect-error: no such source is on the national list
    body: { contactId: 'G-9', receivedAt, source: '99', children },
  })
  const untimed = await client.POST('/contacts', {
    // @ts-expect-error: when it was received is always asked
    body: { contactId: 'G-9', source: '6', children },
  })
  const nobody = await client.POST('/contacts/{contactId}/decisions', {
    params: { path: { contactId: 'NOBODY' } },
    body: { childId: 'x', outcome: 'assessment', decidedAt: receivedAt, decidedBy: 'A Manager', reason: 'None' },
  })
  const contradicted = await client.POST('/contacts', {
    params: { header: { 'Idempotency-Key': 'g-1' } },
    body: { contactId: 'G-9', receivedAt, source: '6', children },
  })
  // @ts-expect-error: the one state that is listed is awaiting-outcome
  const unlisted = await client.GET('/contacts', { params: { query: { state: 'closed' } } })
  const stranger = await client.GET('/contacts', {
    params: { query: { state: 'awaiting-outcome' } },
    headers: { authorization: 'Bearer los_nobody' },
  })
  return [wrong, untimed, nobody, contradicted, unlisted, stranger].map(({ error, response }) => ({
    contentType: response.headers.get('content-type'),
    problem: error,
  }))
}
