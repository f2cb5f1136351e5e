import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { asTyped, longInput, textInput, timeInput } from '#platform/questions'
import { findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { meetingPaths } from '../../paths.ts'
import { findInformation, type Information, recordInformation } from '../../store/information.ts'

const form = z.object({
  what: fields.text('Write down what came'),
  givenByName: fields.text('Enter who sent it', 200),
  givenAt: fields.dateTime('Enter when it came'),
})

/** What was promised has come. */
export const sentPage = page({
  path: meetingPaths.sent,
  may: access.recordDiscussions,
  form,
  draft: true,
  async view({ tx, params, form: typed, now }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    const promised = await findInformation(tx, params.discussionId, params.informationId)
    if (discussion === null || promised === null) return missing('information')
    if (!isAwaited(promised) && !typed.wasTyped) return notAwaited
    return screen({
      title: 'What was promised has come',
      back: { href: meetingPaths.information(params), text: `What was said at ${discussion.reference}` },
      body: html`${insetText({ html: html`Promised by ${promised.givenByName} ${whenInWords(promised.givenAt, now)}: <span class="los-lines">${promised.what}</span>` })}
${formTag(typed, { autosave: true }, [
  longInput(typed, { name: 'what', label: 'What came' }, 5),
  textInput(typed, { name: 'givenByName', label: 'Who sent it', fallback: promised.givenByName }),
  timeInput(typed, { name: 'givenAt', label: 'When did it come?', fallback: asTyped(now) }),
  button({ text: 'Record that it came', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, answers, now }) {
    if ((await lockDiscussion(tx, params.discussionId)) === null) return missing('strategy discussion')
    const promised = await findInformation(tx, params.discussionId, params.informationId)
    if (promised === null) return missing('information')
    if (!isAwaited(promised)) return notAwaited
    if (Temporal.Instant.compare(answers.givenAt, now) > 0)
      return invalid({ field: 'givenAt', message: 'When it came cannot be in the future' })
    const { partner, agencyId } = promised
    const came = { ...answers, partner, agencyId, promisedBy: null, fulfils: promised.id }
    await recordInformation(tx, params.discussionId, came)
    return goTo(meetingPaths.information(params), 'Recorded as sent')
  },
})

const isAwaited = ({ promisedBy, cameAt }: Information): boolean => promisedBy !== null && cameAt === null

const notAwaited = conflict(
  'This is not awaited: it was recorded as sent already, or never promised.',
  'Read it on the page of the discussion.',
)
