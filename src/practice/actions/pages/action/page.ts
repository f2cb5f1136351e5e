import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { page, screen } from '#platform/http'
import { listChildren } from '#practice/children'
import { paths } from '../../paths.ts'
import { whyNotIndependent } from '../../rules/independence.ts'
import { stepsOpenTo } from '../../rules/steps.ts'
import { findAction, listChildrenOf } from '../../store/actions.ts'
import { askerOf } from '../../store/asker.ts'
import { listClimbs } from '../../store/climbs.ts'
import { lastStanding, listSteps } from '../../store/steps.ts'
import { actionView } from './view.ts'

/** One action: what, why, who, by when, and everything that became of it. */
export const actionPage = page({
  path: paths.action,
  may: access.seeActions,
  async view({ tx, params, user, now }) {
    const action = await findAction(tx, params.actionId)
    if (action === null) return missing('action')
    const steps = await listSteps(tx, action.id)
    const asker = await askerOf(tx, user)
    const children = await listChildren(tx, await listChildrenOf(tx, action.id))
    return screen({
      title: `Action ${action.reference}`,
      back: { href: paths.list({}) },
      body: actionView({
        action,
        steps,
        climbs: await listClimbs(tx, action.id),
        children,
        open: stepsOpenTo({ ...action, lastStep: lastStanding(steps) }, asker),
        notIndependent: action.state === 'done' && asker.mayVerify ? whyNotIndependent(action, asker) : null,
        now,
      }),
    })
  },
})
