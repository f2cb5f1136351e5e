import { z } from 'zod'
import type { ApiRoute } from './route.ts'

/** The description of the interface, made from the schemas that read its requests. */
export const openApiDocument = (routes: readonly ApiRoute[]) => ({
  openapi: '3.1.0',
  info: {
    title: 'Line of Sight',
    version: '1',
    description:
      'Contacts, decisions and strategy discussions from the case system, live. Times are RFC 3339 with an offset; errors are RFC 9457. A POST with an Idempotency-Key can be sent again: it is answered as before, and does nothing.',
  },
  externalDocs: { description: 'The same for people, with examples', url: '/other-systems' },
  servers: [{ url: '/api/v1' }],
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: { Problem: problem },
  },
  security: [{ token: [] }],
  paths: Object.fromEntries(
    [...Map.groupBy(routes, ({ path }) => path)].map(([path, own]) => [
      path,
      Object.fromEntries(own.map((route) => [route.method.toLowerCase(), operation(route)])),
    ]),
  ),
})

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

function operation({ method, path, scope, summary, description, query, body, answer }: ApiRoute) {
  const ok = {
    description: 'Done',
    content: { 'application/json': { schema: z.toJSONSchema(answer, { io: 'output' }) } },
  }
  return {
    summary,
    description: `${description} Scope: ${scope}.`,
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...queryParameters(query),
      ...(method === 'POST'
        ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]
        : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: z.toJSONSchema(body, { io: 'input' }) } },
          },
        }),
    responses: {
      '200': ok,
      ...(method === 'POST'
        ? { '201': ok, '409': problemAnswer('It contradicts what is recorded, or the key was used before') }
        : {}),
      '400': problemAnswer('It cannot be read: send JSON of at most 1 MB'),
      '401': problemAnswer('No token, or one that was ended'),
      '403': problemAnswer('The token has not the scope'),
      '404': problemAnswer('There is none'),
      '422': problemAnswer('It cannot be taken; errors name each field'),
      '429': problemAnswer('Too many requests'),
    },
  }
}

function queryParameters(query: z.ZodType | undefined) {
  if (query === undefined) return []
  const schema = z.toJSONSchema(query, { io: 'input' }) as {
    properties?: Record<string, unknown>
    required?: readonly string[]
  }
  return Object.entries(schema.properties ?? {}).map(([name, own]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    schema: own,
  }))
}
