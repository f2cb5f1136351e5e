import { hash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Identity } from '#platform/access'
import { canonical } from './canonical.ts'

/** The kinds of record whose reading is trailed. */
export type Subject =
  | 'child'
  | 'contact'
  | 'person'
  | 'household'
  | 'file'
  | 'discussion'
  | 'concern'
  | 'challenge'
  | 'action'
  | 'audit'

/** A change to be trailed with the fact itself. */
export interface Change {
  /** What was done, `record.verb`: `contact.recorded`, `decision.corrected`. */
  readonly action: string
  /** Ids of the records it is about: the contact, and the children it concerns. */
  readonly subjects: readonly string[]
  /** The fact as recorded. Only its SHA-256 goes into the entry; the fact itself stands in its own table. */
  readonly content: unknown
}

/** Collects what one response or one run of a job did and showed, until it is written in the same transaction. */
export interface Trail {
  /** Records that these were read. Store functions call it wherever a child's data comes out. */
  saw(subject: Subject, ids: Iterable<string>): void
  changed(change: Change): void
  /** A job's account of one run: what it did, with nobody looking. */
  ran(action: string, account: Record<string, unknown>): void
  /** Drops the reads so far: the response turned out to show nothing new. */
  forgetReads(): void
  readonly entries: () => readonly Entry[]
  /** The changes so far, which are then no longer among the entries: to be written now, in the same transaction. */
  readonly drain: () => readonly Entry[]
}

export interface Entry {
  readonly kind: 'change' | 'read' | 'refusal' | 'run'
  readonly action: string
  readonly subjects: readonly string[]
  /** The exact bytes that will be hashed: canonical JSON. */
  readonly body: Buffer
}

/**
 * Starts an empty trail for one transaction of `who` at `now`. `page` is the pattern of the address that was asked for, so
 * that whoever answers for a record sees not only who read it but where: `/children/:childId`.
 */
export function openTrail(who: Identity, now: Temporal.Instant, page?: string): Trail {
  const seen = new Map<Subject, Set<string>>()
  const written: Entry[] = []
  const entry = (kind: Entry['kind'], action: string, subjects: readonly string[], more: Record<string, unknown>) => ({
    kind,
    action,
    subjects,
    body: bytesOf(who, now, kind, action, subjects, more),
  })
  return {
    saw(subject, ids) {
      const known = seen.get(subject) ?? new Set<string>()
      for (const id of ids) known.add(id)
      if (known.size > 0) seen.set(subject, known)
    },
    changed({ action, subjects, content }) {
      written.push(entry('change', action, subjects, { contentSha256: sha256(canonical(content)) }))
    },
    ran(action, account) {
      written.push(entry('run', action, [], { account }))
    },
    forgetReads() {
      seen.clear()
    },
    drain: () => written.splice(0),
    entries() {
      if (seen.size === 0) return written
      const shown = Object.fromEntries([...seen].map(([subject, ids]) => [subject, [...ids].sort()]))
      const ids = [...new Set(Object.values(shown).flat())]
      return [...written, entry('read', 'records.shown', ids, { shown, page })]
    },
  }
}

/** An entry for something that was refused, written on its own because the request itself is rolled back. */
export function refusalEntry(
  who: Identity,
  now: Temporal.Instant,
  what: string,
  why: string,
  subjects: readonly string[],
): Entry {
  const action = 'request.refused'
  return { kind: 'refusal', action, subjects, body: bytesOf(who, now, 'refusal', action, subjects, { what, why }) }
}

function bytesOf(
  who: Identity,
  now: Temporal.Instant,
  kind: Entry['kind'],
  action: string,
  subjects: readonly string[],
  more: Record<string, unknown>,
): Buffer {
  const asked = askedBy(who)
  const { authorityId: authority } = who
  return Buffer.from(canonical({ authority, at: now.toString(), ...asked, kind, action, subjects, ...more }))
}

function askedBy(who: Identity): Record<string, unknown> {
  switch (who.kind) {
    case 'person':
      return { person: who.personId, from: who.from ?? null }
    case 'link':
      return { link: who.linkId, purpose: who.purpose, from: who.from }
    case 'system':
      return { job: who.job }
  }
}

const sha256 = (text: string): string => hash('sha256', text)
