import { z } from 'zod'
import { conflict, type Failure, missing, refused } from '#kernel/outcome'
import { keysOf, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, longInput, optionsOf } from '#platform/questions'
import { paths } from '../../../paths.ts'
import { type Discussion, findDiscussion, lockDiscussion, type Settlement } from '../../../store/discussions.ts'
import { meetingPaths } from '../../paths.ts'
import { type ChairConfirmation, findChairConfirmation, recordChairConfirmation } from '../../store/confirmations.ts'
import { backTo } from '../parts/back.ts'
import { chairInWords } from '../parts/chair.ts'

const verdicts = {
  confirmed: 'It was right in the circumstances',
  'not-confirmed': 'It should have been chaired otherwise',
} as const

const form = z.object({
  verdict: fields.choice(keysOf(verdicts), 'Choose what you found'),
  words: fields.text('Say what you looked at, and what follows', 2000),
})

/** A team manager's look, the next morning, at a chair who departed from the standard. */
export const confirmChairPage = page({
  path: meetingPaths.confirmChair,
  may: access.confirmChairs,
  form,
  draft: true,
  async view({ tx, params, form: typed, now }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const held = heldWithDeparture(discussion)
    if (held === null) return nothingToConfirm
    const confirmed = await findChairConfirmation(tx, held.id)
    if (confirmed !== null && !typed.wasTyped) return alreadyConfirmed(confirmed)
    return screen({
      title: `Who chaired ${discussion.reference}`,
      back: backTo(discussion),
      body: html`${insetText({ html: html`${await chairInWords(tx, held)}, ${whenInWords(held.happenedAt, now)}.<br>Their reason: <span class="los-lines">${held.chairDepartureReason}</span>` })}
<p class="govuk-body">By the standard a team manager or above chairs, and not the allocated worker. Read what was decided before you confirm it.</p>
${formTag(typed, { autosave: true }, [
  choiceOf(typed, { name: 'verdict', label: 'What do you find?' }, optionsOf(verdicts)),
  longInput(typed, { name: 'words', label: 'What you looked at, and what follows' }),
  button({ text: 'Record', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const discussion = await lockDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const held = heldWithDeparture(discussion)
    if (held === null) return nothingToConfirm
    if (held.chairId === user.personId) return refused('the one who chaired it: another manager confirms that')
    const confirmed = await findChairConfirmation(tx, held.id)
    if (confirmed !== null) return alreadyConfirmed(confirmed)
    await recordChairConfirmation(tx, {
      settlementId: held.id,
      discussionId: discussion.id,
      isConfirmed: answers.verdict === 'confirmed',
      words: answers.words,
      confirmedAt: now,
      confirmedBy: user.personId,
    })
    return goTo(paths.discussion({ discussionId: discussion.id }), 'Your look at the chair is recorded')
  },
})

const heldWithDeparture = ({ state, settlement }: Discussion): Settlement | null =>
  state === 'held' && settlement !== null && settlement.chairDepartures.length > 0 ? settlement : null

const nothingToConfirm: Failure = conflict(
  'There is no chair to confirm: it was not held, or chaired as it should be.',
  'Open the discussion to read how it was held.',
)

const alreadyConfirmed = ({ confirmedByName }: ChairConfirmation): Failure =>
  conflict(`${confirmedByName} has looked at this chair already.`, 'Open the discussion to read what they found.')
