import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Problem } from '#kernel/outcome'
import type { Typed } from './answers.ts'
import type { UploadedFile } from './page.ts'

/** A form as it arrived. Names that begin with an underscore are the platform's own and are not answers. */
export interface Sent {
  readonly token: string
  /** Typed again to sign in again; '' when it was not asked for. */
  readonly password: string
  readonly typed: Typed
  readonly files: readonly UploadedFile[]
  /** A file that could not be taken, such as one too large. */
  readonly problem: Problem | null
  readonly folder: string | null
}

export async function readSent(
  request: FastifyRequest,
  uploads: { readonly maximumBytes: number } | undefined,
): Promise<Sent> {
  if (request.isMultipart()) return readMultipart(request, uploads?.maximumBytes ?? 0)
  const body = (request.body ?? {}) as Record<string, unknown>
  return { ...split(Object.entries(body)), files: [], problem: null, folder: null }
}

function split(fields: readonly (readonly [string, unknown])[]): Pick<Sent, 'token' | 'password' | 'typed'> {
  const typed: Record<string, string | readonly string[]> = {}
  let token = ''
  let password = ''
  for (const [name, value] of fields) {
    if (name === '_token') token = String(value)
    else if (name === '_password') password = String(value)
    else if (!name.startsWith('_')) typed[name] = Array.isArray(value) ? value.map(String) : String(value)
  }
  return { token, password, typed }
}

async function readMultipart(request: FastifyRequest, maximumBytes: number): Promise<Sent> {
  const fields = new Map<string, string | string[]>()
  const files: UploadedFile[] = []
  const folder = await mkdtemp(join(tmpdir(), 'los-upload-'))
  let problem: Problem | null = null
  for await (const part of request.parts({ limits: { fileSize: maximumBytes } })) {
    if (part.type === 'field') addField(fields, part.fieldname, String(part.value))
    else {
      const path = join(folder, String(files.length))
      problem = (await saveFile(part, path)) ?? problem
      if (part.filename)
        files.push({ field: part.fieldname, filename: part.filename, path, bytes: part.file.bytesRead })
    }
  }
  return { ...split([...fields]), files, problem, folder }
}

function addField(fields: Map<string, string | string[]>, name: string, value: string): void {
  const earlier = fields.get(name)
  if (earlier === undefined) fields.set(name, value)
  else fields.set(name, [...(Array.isArray(earlier) ? earlier : [earlier]), value])
}

async function saveFile(part: MultipartFile, path: string): Promise<Problem | null> {
  await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
  if (!part.file.truncated) return null
  return { field: part.fieldname, message: 'This file is too large. Choose a smaller one, or split it.' }
}

export async function removeUploads(sent: Sent): Promise<void> {
  if (sent.folder !== null) await rm(sent.folder, { recursive: true, force: true })
}

/** True unless the browser says that another site's page made this request. The form token is the second guard. */
export function sameOrigin(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = request.headers
  return origin === undefined || origin === new URL(publicUrl).origin || new URL(origin).host === request.host
}
