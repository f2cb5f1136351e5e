import type { Temporal } from 'temporal-polyfill'
import { londonDate, londonDateTime } from '#kernel/clock'
import { count, whenInWords } from '#kernel/words'
import { asSystem } from '#platform/access'
import { queueMail } from '#platform/mail'
import { type Tx, transact } from '#platform/transaction'
import { findAgency, listPeople, readSettings } from '#practice/organisation'
import { paths } from '../paths.ts'
import { conditionOf } from './conditions.ts'
import type { EscalateDeps } from './engine.ts'
import { isListed, recordDailyList } from './store/daily-lists.ts'
import { type ListedEscalation, listEscalations } from './store/list.ts'

/**
 * Once a day, from the time of day that the authority set on: each agency's desk, and each person of the authority whose turn
 * something is, gets one mail with what is open. Made in one transaction, so that of two workers one makes it, and after a
 * crash nobody was written to. Answers how many mails were queued.
 */
export function sendDailyLists(
  { database, authorityId, publicUrl }: EscalateDeps,
  now: Temporal.Instant,
): Promise<number> {
  return transact(database, asSystem(authorityId, 'strategy-discussions.daily-list'), async (tx) => {
    const { dailyEscalationAt } = await readSettings(tx, now)
    const local = londonDateTime(now)
    if (local.toPlainTime().since(dailyEscalationAt).sign < 0) return 0
    const day = londonDate(now)
    if (await isListed(tx, day)) return 0
    const { escalations } = await listEscalations(tx, { show: 'open', limit: mostListed, skip: 0 })
    tx.trail.forgetReads()
    if (!(await recordDailyList(tx, day, null, escalations.length))) return 0
    let mails = 0
    for (const list of listsOf(escalations)) mails += await send(tx, publicUrl, day, list, now)
    tx.trail.ran('discussions.daily-lists-sent', { day: day.toString(), mails })
    return mails
  })
}

/** More than this many open at once are told as a number; the page has them all. */
const mostListed = 1000

interface DailyList {
  /** The agency or the person. */
  readonly recipientId: string
  readonly isAgency: boolean
  readonly escalations: readonly ListedEscalation[]
}

function listsOf(escalations: readonly ListedEscalation[]): readonly DailyList[] {
  const lists = new Map<string, { isAgency: boolean; escalations: ListedEscalation[] }>()
  for (const escalation of escalations) {
    const recipientId = escalation.rungAgencyId ?? escalation.toPersonId
    if (recipientId === null) continue
    const list = lists.get(recipientId) ?? { isAgency: escalation.rungAgencyId !== null, escalations: [] }
    list.escalations.push(escalation)
    lists.set(recipientId, list)
  }
  return [...lists].map(([recipientId, list]) => ({ recipientId, ...list }))
}

async function send(
  tx: Tx,
  publicUrl: string,
  day: Temporal.PlainDate,
  { recipientId, isAgency, escalations }: DailyList,
  now: Temporal.Instant,
): Promise<number> {
  const to = isAgency ? (await findAgency(tx, recipientId))?.deskEmail : await emailOf(tx, recipientId)
  if (to === undefined || to === '') return 0
  if (!(await recordDailyList(tx, day, recipientId, escalations.length))) return 0
  const text = `Open today, the one whose answer is due soonest first:

${escalations.map((each) => lineOf(each, now)).join('\n')}

${publicUrl}${isAgency ? '/' : paths.morningCall({})}

You need to sign in to see more.`
  const subject = `${count(escalations.length, 'escalation')} open with you today`
  await queueMail(tx, { to, subject, text })
  return 1
}

async function emailOf(tx: Tx, personId: string): Promise<string | undefined> {
  const [person] = await listPeople(tx, { ids: [personId] })
  return person?.email
}

/** "E-88, SD-412: partner not confirmed. Rung 2, D. Ross, by Tue 23 Nov, 16:00." */
function lineOf(
  { reference, aboutReference, condition, rung, toName, dueAt }: ListedEscalation,
  now: Temporal.Instant,
) {
  const by = dueAt === null ? '' : `, by ${whenInWords(dueAt, now)}`
  return `${reference}, ${aboutReference ?? ''}: ${conditionOf(condition).title.toLowerCase()}. Rung ${rung ?? ''}, ${toName ?? ''}${by}.`
}
