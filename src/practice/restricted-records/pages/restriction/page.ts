import { z } from 'zod'
import { invalid, missing, type Problem, refused } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { fields, goTo, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { childPaths, findChild, nameOf } from '#practice/children'
import { readSettings } from '#practice/organisation'
import { listPossibleReaders } from '../../guardians.ts'
import { paths } from '../../paths.ts'
import { reviewDueOn } from '../../rules/due.ts'
import { findRestriction, listPastRestrictions, mayRestrict, recordRestriction } from '../../store/restrictions.ts'
import { restrictionCategories } from '../../words.ts'
import { restrictionView } from './view.ts'

const form = z.object({
  category: fields.choice(keysOf(restrictionCategories), 'Choose why it is restricted'),
  guardianId: fields.id('Choose the guardian'),
  readers: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat())),
  reason: fields.text('Say why', 2000),
})

/** Restricting a record and changing its restriction: its category, who answers for it and who else may open it. */
export const restrictionPage = page({
  path: paths.restriction,
  may: access.breakGlass,
  form,
  async view({ tx, params, form: typed, user, now }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    const restriction = await findRestriction(tx, child.id)
    const title = restriction === null ? 'Restrict the record of' : 'Restriction on the record of'
    return screen({
      title: `${title} ${nameOf(child)}`,
      back: { href: childPaths.record(params) },
      body: restrictionView({
        childId: child.id,
        restriction,
        past: await listPastRestrictions(tx, child.id),
        people: await listPossibleReaders(tx),
        mayManage: await mayRestrict(tx, child.id),
        form: typed,
        user,
        now,
      }),
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const child = await findChild(tx, params.childId)
    if (child === null) return missing('child')
    if (!(await mayRestrict(tx, child.id))) return refused('not allowed to restrict records')
    const problems = await problemsWith(tx, answers)
    if (problems.length > 0) return invalid(...problems)
    const standing = await findRestriction(tx, child.id)
    const { restrictionReviewDays } = await readSettings(tx)
    await recordRestriction(tx, child.id, {
      ...answers,
      kind: standing === null ? 'set' : 'changed',
      // Changing it is not looking at it again: the review stays due when it was.
      reviewDueOn: standing?.reviewDueOn ?? reviewDueOn(now, restrictionReviewDays),
    })
    const staysOpen = [answers.guardianId, ...answers.readers].includes(user.personId)
    return goTo(
      staysOpen ? childPaths.record(params) : paths.records({}),
      standing === null ? 'The record is restricted' : 'The restriction has been changed',
    )
  },
})

async function problemsWith(
  tx: Tx,
  { guardianId, readers }: { readonly guardianId: string; readonly readers: readonly string[] },
): Promise<readonly Problem[]> {
  const possible = new Set((await listPossibleReaders(tx)).map(({ id }) => id))
  return [
    ...(possible.has(guardianId) ? [] : [{ field: 'guardianId', message: 'Choose a guardian from the list' }]),
    ...(readers.every((id) => possible.has(id)) ? [] : [{ field: 'readers', message: 'Choose people from the list' }]),
  ]
}
