import { z } from 'zod'
import { conflict, type Failure, invalid, missing } from '#kernel/outcome'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen, type User } from '#platform/http'
import { choiceOf, longInput, optionsOf } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import {
  answerInformation,
  findInformation,
  type Information,
  recordInformation,
} from '../../meeting/store/information.ts'
import { words } from '../../pages/parts/typed.ts'
import { paths } from '../../paths.ts'
import { lockDiscussion } from '../../store/discussions.ts'
import { findPartnersDiscussion } from '../store/discussions.ts'

const yesNo = { yes: 'Yes', no: 'No' } as const

const form = z.object({
  what: fields.text('Write down what you know'),
  familyMaySee: fields.choice(['yes', 'no'], 'Choose whether the family may see it'),
  familyMaySeeWhy: words(2000),
})

/** Sending what one's agency promised: it is what the agency said, under the name of whoever sends it, and ends the promise. */
export const sendPromisedPage = page({
  path: paths.partner.sendPromised,
  may: access.partnerPages,
  form,
  draft: true,
  async view({ tx, params, user, form: typed, now }) {
    const discussion = await findPartnersDiscussion(tx, params.discussionId)
    const promised = await findOwnPromise(tx, params, user)
    if (discussion === null || promised === null) return missing('information')
    if (promised.cameAt !== null && !typed.wasTyped) return sentAlready
    return screen({
      title: `Send what you promised for ${discussion.reference}`,
      back: { href: paths.partner.discussion({ discussionId: discussion.id }) },
      body: html`${insetText({ html: html`${promised.givenByName}${promised.givenByName !== '' && ', '}${whenInWords(promised.givenAt, now)}: <span class="los-lines">${promised.what}</span><br>Promised by ${promised.promisedBy !== null && whenInWords(promised.promisedBy, now)}` })}
${questions(typed)}`,
    })
  },
  async submit({ tx, params, user, answers, now }) {
    if (
      (await findPartnersDiscussion(tx, params.discussionId)) === null ||
      (await lockDiscussion(tx, params.discussionId)) === null
    )
      return missing('information')
    const promised = await findOwnPromise(tx, params, user)
    if (promised === null) return missing('information')
    if (promised.cameAt !== null) return sentAlready
    const { what, familyMaySeeWhy } = answers
    const familyMaySee = answers.familyMaySee === 'yes'
    if (!familyMaySee && familyMaySeeWhy === '')
      return invalid({ field: 'familyMaySeeWhy', message: 'Say why the family may not see it' })
    const { discussionId, partner, agencyId } = promised
    const came = {
      partner,
      agencyId,
      givenByName: user.name,
      what,
      givenAt: now,
      promisedBy: null,
      fulfils: promised.id,
    }
    const id = await recordInformation(tx, discussionId, came)
    const said = { kind: 'confirmed', correctedText: '', givenBy: 'own-sign-in', givenByName: '' } as const
    const family = { familyMaySee, familyMaySeeWhy: familyMaySee ? '' : familyMaySeeWhy }
    await answerInformation(tx, { id, discussionId }, { ...said, ...family, answeredAt: now })
    return goTo(paths.partner.discussion({ discussionId }), 'Thank you. It is recorded as sent')
  },
})

/** A promise of the agency of whoever asks; of another agency it is not there. */
async function findOwnPromise(
  tx: Tx,
  { discussionId, informationId }: { readonly discussionId: string; readonly informationId: string },
  { agencyId }: Pick<User, 'agencyId'>,
): Promise<Information | null> {
  const promised = await findInformation(tx, discussionId, informationId)
  return promised === null || promised.promisedBy === null || agencyId === null || promised.agencyId !== agencyId
    ? null
    : promised
}

const sentAlready: Failure = conflict(
  'This was sent already: somebody of your agency sent it, or it came in another way.',
  'Open the discussion to read it, and to correct it.',
)

const questions = (typed: FormState): Html =>
  formTag(typed, { autosave: true }, [
    longInput(
      typed,
      {
        name: 'what',
        label: 'What does your agency know?',
        hint: 'It goes to those who decide how the child is kept safe, and into the record.',
      },
      8,
    ),
    choiceOf(
      typed,
      {
        name: 'familyMaySee',
        label: 'May the family see it?',
        hint: 'The record can be asked for by the family. Only you know what must not be told.',
      },
      optionsOf(yesNo),
    ),
    longInput(typed, { name: 'familyMaySeeWhy', label: 'If not, why not?' }, 2),
    button({ text: 'Send it', preventDoubleClick: true }),
  ])
