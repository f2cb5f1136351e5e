import { queueMail } from '#platform/mail'
import type { Tx } from '#platform/transaction'
import { headOfService, listPeople, type Person, serviceManagerFor } from '#practice/organisation'
import { paths } from '../paths.ts'
import type { Discussion } from '../store/discussions.ts'

interface Telling {
  readonly publicUrl: string
  readonly discussion: Discussion
  readonly askedBy: string
}

/**
 * Tells the service manager, or whoever stands in for them, that an interim plan does not keep a child safe: the discussion's
 * reference and a link, nobody's name. Answers who was told; null when nobody holds the place.
 */
export async function tellServiceManager(tx: Tx, { publicUrl, discussion, askedBy }: Telling): Promise<Person | null> {
  const { teamId, allocatedWorkerId, id, reference } = discussion
  const responsible =
    (teamId === null ? null : await serviceManagerFor(tx, { teamId }, tx.now)) ??
    (await serviceManagerFor(tx, { personId: allocatedWorkerId ?? askedBy }, tx.now)) ??
    (await headOfService(tx, tx.now))
  if (responsible === null) return null
  const [person] = await listPeople(tx, { ids: [responsible.personId] })
  if (person === undefined) return null
  const text = `Somebody looked at the interim plan of ${reference}, where a conference is awaited, and found that it does not keep a child safe.

What was seen and what was done: ${publicUrl}${paths.discussion({ discussionId: id })}

You need to sign in to see it.`
  await queueMail(tx, { to: person.email, subject: `Not safe while waiting: ${reference}`, text })
  return person
}
