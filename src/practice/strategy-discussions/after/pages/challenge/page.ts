import { z } from 'zod'
import { invalid, missing, type Outcome, ok } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, may, page, screen, type User } from '#platform/http'
import { choiceOf, longInput, optionsOf, pickOf, textInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { listAgencies } from '#practice/organisation'
import { backTo } from '../../../meeting/pages/parts/back.ts'
import { listInformation } from '../../../meeting/store/information.ts'
import { words } from '../../../pages/parts/typed.ts'
import { findDiscussion } from '../../../store/discussions.ts'
import { partners } from '../../../words.ts'
import { afterPaths } from '../../paths.ts'
import { raiseChallenge } from '../../store/challenges.ts'
import { challengeSubjects } from '../../words.ts'

const form = z.object({
  about: fields.choice(keysOf(challengeSubjects), 'Choose what you disagree with'),
  informationId: fields.optionalId('Choose what was said from the list'),
  words: fields.text('Say what you disagree with, and why', 5000),
  agencyId: fields.optionalId('Choose the agency from the list'),
  raisedByName: words(200),
})

/** Any professional disagrees: about holding none, the decision, what was said, the record, the conference. */
export const challengePage = page({
  path: afterPaths.challenge,
  may: access.challengeDiscussions,
  form,
  draft: true,
  async view({ tx, params, form: typed, user }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const said = (await listInformation(tx, { discussionId: discussion.id })).map(({ id, partner, what }) => ({
      value: id,
      text: `${partners[partner]}: ${what.length > 80 ? `${what.slice(0, 80)}…` : what}`,
    }))
    return screen({
      title: `Challenge ${discussion.reference}`,
      back: isPartner(user) ? { href: '/' } : backTo(discussion),
      body: html`<p class="govuk-body">Disagreeing is part of the work. It is answered with what changes, and both stay on record.</p>
${formTag(typed, { autosave: true }, [
  choiceOf(typed, { name: 'about', label: 'What is it about?' }, optionsOf(challengeSubjects)),
  ...(said.length === 0
    ? []
    : [pickOf(typed, { name: 'informationId', label: 'If about what somebody said: which?' }, said, 'None of these')]),
  longInput(typed, { name: 'words', label: 'What do you disagree with, and why?' }, 5),
  ...(may(user, access.workDiscussions) ? await byTelephone(tx, typed) : []),
  button({ text: 'Raise the challenge', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, answers, user, now }) {
    const discussion = await findDiscussion(tx, params.discussionId)
    if (discussion === null) return missing('strategy discussion')
    const whose = whoseOf(user, answers)
    if (!whose.ok) return whose
    const { about, informationId, words: said } = answers
    const isOfIt =
      informationId === null ||
      (await listInformation(tx, { discussionId: discussion.id, id: informationId })).length === 1
    if (!isOfIt) return invalid({ field: 'informationId', message: 'Choose what was said from the list' })
    const challenge = { about, informationId, words: said, ...whose.value, raisedAt: now }
    const { id, reference } = await raiseChallenge(tx, { ...challenge, discussionId: discussion.id, concernId: null })
    return goTo(afterPaths.oneChallenge({ challengeId: id }), `Challenge ${reference} is raised`)
  },
})

const isPartner = (user: User): boolean => may(user, access.partnerPages)

const byTelephone = async (tx: Tx, typed: Parameters<typeof pickOf>[0]) => [
  pickOf(
    typed,
    { name: 'agencyId', label: 'If somebody rang: their agency' },
    (await listAgencies(tx)).map(({ id, name }) => ({ value: id, text: name })),
    'It is my own',
  ),
  textInput(typed, { name: 'raisedByName', label: 'If somebody rang: their name' }),
]

/** Their own; or, of those who work on discussions, that of somebody who rang. */
function whoseOf(
  user: User,
  { agencyId, raisedByName }: { readonly agencyId: string | null; readonly raisedByName: string },
): Outcome<{ readonly agencyId: string | null; readonly raisedBy: string | null; readonly raisedByName: string }> {
  if (isPartner(user)) return ok({ agencyId: user.agencyId, raisedBy: user.personId, raisedByName: '' })
  const isOwn = (agencyId === null && raisedByName === '') || !may(user, access.workDiscussions)
  if (isOwn) return ok({ agencyId: null, raisedBy: user.personId, raisedByName: '' })
  return raisedByName === ''
    ? invalid({ field: 'raisedByName', message: 'Enter who rang' })
    : ok({ agencyId, raisedBy: null, raisedByName })
}
