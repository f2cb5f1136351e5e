import { z } from 'zod'
import { conflict, missing, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import { fields, goTo, page, screen } from '#platform/http'
import { findCase } from '../../../cases/store/cases.ts'
import { noteRead } from '../../../cases/store/read-by.ts'
import { paths } from '../../../paths.ts'
import { mayAcknowledge } from '../../may.ts'
import { doingPaths } from '../../paths.ts'
import { findWorry, listChildrenOfCase, lockWorry, recordAcknowledgement } from '../../store/worries.ts'
import { worryView } from './view.ts'

const form = z.object({ words: fields.text('Say what was done', 5000) })

/** A worry for a child's safety: what it is, with whom it is, and the words with which somebody takes it off. */
export const worryPage = page({
  path: doingPaths.worry,
  may: access.seeAudits,
  form,
  draft: true,
  async view({ tx, params, form: typed, user, now }) {
    const worry = await findWorry(tx, params.worryId)
    if (worry === null) return missing('worry')
    // Whoever reads it reads what an auditor wrote of this case.
    await noteRead(tx, worry.caseId)
    // The audit may be closed to them with the child's record; the worry is not.
    const audited = await findCase(tx, worry.caseId)
    return screen({
      title: `Worry for a child’s safety ${worry.reference}`,
      width: 'wide',
      back:
        audited === null
          ? { href: '/' }
          : { href: paths.case({ caseId: audited.id }), text: `About ${audited.reference}` },
      body: worryView({
        form: typed,
        worry,
        audited,
        childIds: await listChildrenOfCase(tx, worry.caseId),
        mayAcknowledge: await mayAcknowledge(tx, worry, user),
        now,
      }),
    })
  },
  async submit({ tx, params, answers, user }) {
    const worry = await lockWorry(tx, params.worryId)
    if (worry === null) return missing('worry')
    if (!(await mayAcknowledge(tx, worry, user))) return refused('not one to whom this worry was put')
    if (worry.acknowledged !== null || !(await recordAcknowledgement(tx, worry, answers.words)))
      return conflict(
        `${worry.acknowledged?.byName ?? 'Somebody'} has seen to ${worry.reference} already.`,
        'Read there what was done. If you still worry, raise another.',
      )
    return goTo(doingPaths.worry(params), `${worry.reference} is acknowledged. It goes no further.`)
  },
})
