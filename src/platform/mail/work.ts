import { count } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { mailPaths } from './paths.ts'
import { findStuck } from './store.ts'

/** Mail that does not get through is somebody's work: the administrator's. */
export const mailWork: WorkSource = async (tx, { user }) => {
  if (!may(user, access.watchMail)) return []
  const stuck = await findStuck(tx)
  if (stuck === null) return []
  return [
    {
      id: 'mail:stuck',
      due: stuck.since,
      title: 'Mail does not get through',
      detail: `${count(stuck.howMany, 'message')} tried three times or given up`,
      verb: 'Look at it',
      href: mailPaths.mail({}),
      ownerId: user.personId,
    },
  ]
}
