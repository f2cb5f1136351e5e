import { z } from 'zod'
import { conflict, type Failure, invalid, missing, type Outcome, ok, type Problem } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { fields, goTo, page, type Route, screen } from '#platform/http'
import { backTo } from '../../../meeting/pages/parts/back.ts'
import { words } from '../../../pages/parts/typed.ts'
import { paths } from '../../../paths.ts'
import { findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { afterPaths } from '../../paths.ts'
import { circulationOf, type RecipientToSend } from '../../recipients.ts'
import { type CopyToSend, sendRound } from '../../send-round.ts'
import { circulateView, sendingChoices } from './view.ts'

const form = z.object({
  record: fields.id('Open the page again'),
  to: z
    .record(
      z.uuid(),
      z.object({
        how: fields.choice(sendingChoices, 'Choose how it goes to them'),
        howWords: words(300),
      }),
    )
    .default({}),
})

type Typed = z.infer<typeof form>

/** Sends the record to everybody who was asked or was there, absent ones too. */
export const circulatePage = (publicUrl: string): Route =>
  page({
    path: afterPaths.circulate,
    may: access.recordDiscussions,
    form,
    async view({ tx, params, form: typed, calendar, now }) {
      const discussion = await findDiscussion(tx, params.discussionId)
      if (discussion === null) return missing('strategy discussion')
      const circulation = await circulationOf(tx, discussion, calendar)
      if (circulation === null || circulation.record === null) return noRecord
      return screen({
        title: `Send round the record of ${discussion.reference}`,
        width: 'wide',
        back: backTo(discussion),
        body: circulateView({ form: typed, discussionId: discussion.id, circulation, record: circulation.record, now }),
      })
    },
    async submit({ tx, params, answers, calendar }) {
      const discussion = await lockDiscussion(tx, params.discussionId)
      if (discussion === null) return missing('strategy discussion')
      const circulation = await circulationOf(tx, discussion, calendar)
      if (circulation === null || circulation.record === null) return noRecord
      if (circulation.record.id !== answers.record)
        return conflict(
          `${circulation.record.recordedByName} corrected the record while you were sending it round.`,
          'Read it again, then press again to send the version that stands now.',
        )
      const missingKeys = new Set(circulation.state.missing.map(({ key }) => key))
      const copies = readCopies(
        circulation.recipients.filter(({ key }) => missingKeys.has(key)),
        answers,
      )
      if (!copies.ok) return copies
      await sendRound(tx, discussion, { recordId: circulation.record.id, copies: copies.value, publicUrl })
      const left = missingKeys.size - copies.value.length
      const said = `The record went to ${count(copies.value.length, 'person or agency', 'people and agencies')}.`
      return goTo(
        paths.discussion({ discussionId: discussion.id }),
        left === 0 ? `${said} Everybody has it.` : `${said} ${left} still to be sent.`,
      )
    },
  })

const noRecord: Failure = conflict(
  'There is no record to send round: it is not written, or the discussion was not held.',
  'Record that it was held and write the record first.',
)

/** How it goes to each who lacks it; who was sent it by somebody else meanwhile is left out. */
function readCopies(missing: readonly RecipientToSend[], { to }: Typed): Outcome<readonly CopyToSend[]> {
  const problems: Problem[] = []
  const copies: CopyToSend[] = []
  for (const recipient of missing) {
    const typed = to[recipient.key]
    if (typed === undefined || typed.how === 'not-yet') continue
    if (typed.how === 'otherwise' && typed.howWords === '')
      problems.push({ field: `to.${recipient.key}.howWords`, message: 'Say how it went to them' })
    if (typed.how === 'mail' && recipient.email === '')
      problems.push({ field: `to.${recipient.key}.how`, message: 'They cannot read it here: send it otherwise' })
    const { key: _key, called, ...rest } = recipient
    copies.push({
      ...rest,
      name: called,
      version: 'whole',
      how: typed.how,
      howWords: typed.how === 'otherwise' ? typed.howWords : '',
      ...{ toldDecision: '', toldToDo: '' },
    })
  }
  if (problems.length > 0) return invalid(...problems)
  return copies.length === 0
    ? invalid({ field: '', message: 'Nothing is to be sent: choose how it goes to somebody' })
    : ok(copies)
}
