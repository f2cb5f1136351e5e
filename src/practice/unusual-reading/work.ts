import { count } from '#kernel/words'
import { access } from '#platform/access'
import type { WorkSource } from '#platform/area'
import { may } from '#platform/http'
import { paths } from './paths.ts'
import { type Flag, listFlags } from './store/flags.ts'
import { flagKinds } from './words.ts'

/** Unusual reading that nobody looked into yet: anybody's who watches reading, but never one's own. */
export const unusualReadingWork: WorkSource = async (tx, { user }) => {
  if (!may(user, access.watchReading)) return []
  const { flags } = await listFlags(tx, { isOpen: true, limit: 100, skip: 0 })
  return flags.map((flag) => ({
    id: `unusual-reading:${flag.id}`,
    due: flag.dueAt,
    title: `Unusual reading: ${flagKinds[flag.kind].toLowerCase()}`,
    detail: detailOf(flag),
    verb: 'Look into it',
    href: paths.flag({ flagId: flag.id }),
    ownerId: null,
  }))
}

const detailOf = ({ personName, children, kind }: Flag): string =>
  kind === 'own-surname'
    ? `${personName} opened the record of a child with the same surname`
    : `${personName} opened records of ${count(children, 'child', 'children')}`
