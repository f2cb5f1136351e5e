import { z } from 'zod'
import { conflict, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { fields, goTo, page, screen } from '#platform/http'
import { listChildren } from '#practice/children'
import { paths } from '../../paths.ts'
import { findFlag, recordFinding } from '../../store/flags.ts'
import { listReadsOf } from '../../store/reads.ts'
import { flagKinds, outcomeKeys } from '../../words.ts'
import { flagView } from './view.ts'

const form = z.object({
  outcome: fields.choice(outcomeKeys, 'Choose what you found'),
  reason: fields.text('Say how you know', 2000),
})

const mostReads = 200

/** One flag: what was opened, and what came of looking into it. References alone; a record is opened only on purpose. */
export const flagPage = page({
  path: paths.flag,
  may: access.watchReading,
  form,
  async view({ tx, params, form: typed, now }) {
    const flag = await findFlag(tx, params.flagId)
    if (flag === null) return missing('flag')
    const reads = await listReadsOf(tx, { personId: flag.personId, from: flag.fromAt, to: flag.toAt, most: mostReads })
    const about = flag.childId === null ? reads : reads.filter(({ childIds }) => childIds.includes(flag.childId ?? ''))
    const children = await listChildren(tx, [...new Set(about.flatMap(({ childIds }) => childIds))])
    return screen({
      title: `${flagKinds[flag.kind]}: ${flag.personName}`,
      back: { href: paths.list({}) },
      body: flagView({
        flag,
        reads: about,
        references: new Map(children.map(({ id, reference }) => [id, reference])),
        form: typed,
        now,
      }),
    })
  },
  async submit({ tx, params, answers, user }) {
    const flag = await findFlag(tx, params.flagId)
    if (flag === null) return missing('flag')
    const isFirst = flag.finding === null && (await recordFinding(tx, flag, { ...answers, foundBy: user.personId }))
    if (!isFirst) return conflict('Somebody looked into this already.', 'Open it again to see what they found.')
    return goTo(paths.list({}), 'Recorded')
  },
})
