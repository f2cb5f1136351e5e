import pg from 'pg'
import type { Temporal } from 'temporal-polyfill'
import type { WorkingCalendar } from '#kernel/clock'
import { openDatabase } from '#platform/db'
import { authorityId, makeAuthority } from '../authority.ts'
import { workforceOf } from '../past/workforce.ts'
import { takeBare } from './bare-tables.ts'
import { type Block, contactTables, familyTables, makeBlock } from './block.ts'
import { copyContacts, copyFamilies } from './copies.ts'
import { findByWords, searchTables } from './find-by-words.ts'
import { copyWaiting } from './open-contacts.ts'

/** What is to be laid down. */
export interface ScalePlan {
  /** The owner of the tables: the migration URL of a migrated database that holds no contacts. */
  readonly url: string
  readonly contacts: number
  /** How many of them still wait at `at`: a number, or from 0 to 1 a share by `openShare`. */
  readonly open?: number
  readonly openShare?: number
  /** Of those that wait, how many were received 24 hours or more before `at`. Exactly so many are then to be reviewed. */
  readonly late: number
  readonly at: Temporal.Instant
  readonly seed: number
  readonly calendar: WorkingCalendar
  /** About how many children there are to be: a hundredth of it more or less, at least as one block of families has. */
  readonly children?: number
  /** Told of every step: so many of so many. */
  readonly advance?: (
    step: 'families' | 'search words' | 'contacts' | 'keys and indexes',
    done: number,
    of: number,
  ) => void
}

export interface LaidDown {
  readonly authorityId: number
  readonly contacts: number
  readonly open: number
  readonly late: number
  readonly children: number
  readonly seconds: number
}

/** Contacts of one block: more take memory, fewer repeat themselves more often. */
const blockContacts = 20_000

/** A big council's children over the years. */
const mostChildren = 1_000_000

/**
 * Lays down contacts by the million for measurements: a block made by the sample's generator and copied inside PostgreSQL under
 * shifted ids, with constraints and indexes taken off meanwhile and put back from their own definitions. Everything is one transaction;
 * the tables are vacuumed and analysed at the end. People, rota and teams are those of the sample authority.
 */
export async function layDown(plan: ScalePlan): Promise<LaidDown> {
  const began = performance.now()
  const open = plan.open ?? Math.round(plan.contacts * (plan.openShare ?? 0))
  if (open > plan.contacts || plan.late > open) throw new Error('more are to be open or late than there are to be')
  const staff = workforceOf(await withAuthority(plan.url))
  const client = new pg.Client({ connectionString: plan.url })
  await client.connect()
  try {
    await client.query("begin; set local maintenance_work_mem = '512MB'; set local work_mem = '256MB'")
    await refuseUsed(client)
    const contacts = Math.min(blockContacts, Math.max(plan.contacts, 500))
    const block = await makeBlock(client, { ...plan, contacts, staff, authorityId })
    const restore = await takeBare(client, filled)
    await client.query(`truncate ${filled.join(', ')}`)
    const children = await fill(client, block, { ...plan, open })
    for (const [done, statement] of restore.entries()) {
      await client.query(statement)
      plan.advance?.('keys and indexes', done + 1, restore.length)
    }
    await client.query('commit')
    await client.query(`vacuum (analyze) ${filled.join(', ')}`)
    const seconds = (performance.now() - began) / 1000
    return { authorityId, contacts: plan.contacts, open, late: plan.late, children, seconds }
  } finally {
    await client.end()
  }
}

const filled = [...familyTables, ...searchTables, ...contactTables, 'front_door.awaiting_outcome', 'front_door.to_do']

async function withAuthority(url: string) {
  const database = openDatabase(url, { connections: 1 })
  try {
    return await makeAuthority(database)
  } finally {
    await database.close()
  }
}

/** Emptying and filling is for a database that was made for it. */
async function refuseUsed(client: pg.ClientBase): Promise<void> {
  for (const table of filled) {
    const { rows } = await client.query(`select from ${table} limit 1`)
    if (rows.length > 0) throw new Error(`${table} holds rows already: lay down in a freshly migrated database`)
  }
}

async function fill(client: pg.ClientBase, block: Block, plan: ScalePlan & { readonly open: number }): Promise<number> {
  const closed = plan.contacts - plan.open
  const copies = Math.ceil(closed / block.contacts)
  const wanted = Math.round((plan.children ?? mostChildren) / block.children)
  const all = copies + Math.ceil(plan.open / block.contacts)
  const families = Math.min(Math.max(1, wanted), Math.max(1, all))
  for (let copy = 0; copy < families; copy += 1) {
    await copyFamilies(client, block, copy)
    plan.advance?.('families', copy + 1, families)
  }
  await findByWords(client)
  plan.advance?.('search words', 1, 1)
  for (let number = 0; number < copies; number += 1) {
    const contacts = Math.min(block.contacts, closed - number * block.contacts)
    await copyContacts(client, block, { number, families: number % families, contacts })
    plan.advance?.('contacts', number * block.contacts + contacts, plan.contacts)
  }
  for (let number = copies; number < all; number += 1) {
    const before = (number - copies) * block.contacts
    const contacts = Math.min(block.contacts, plan.open - before)
    const late = Math.max(0, Math.min(contacts, plan.late - before))
    const at = plan.at.toString()
    await copyWaiting(client, block, { number, families: number % families, contacts, late, at })
    plan.advance?.('contacts', closed + before + contacts, plan.contacts)
  }
  await countOn(client, block, { copies: all, families })
  return families * block.children
}

/** The next references follow those that were given. */
async function countOn(
  client: pg.ClientBase,
  block: Block,
  { copies, families }: { copies: number; families: number },
) {
  const highest = Math.max(0, ...block.references.values())
  for (const yearAndMonth of block.references.keys()) {
    const sequence = `front_door.reference_${authorityId}_${yearAndMonth}`
    await client.query(`create sequence if not exists ${sequence}`)
    await client.query(`select setval('${sequence}', ${Math.max(1, copies * highest)})`)
  }
  await client.query(`select setval('children.reference_number', ${families * block.children})`)
}
