import { z } from 'zod'
import { invalid, missing, type Outcome, ok, type Problem } from '#kernel/outcome'
import { keysOf, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, type Route, screen } from '#platform/http'
import { choiceOf, longInput, optionsOf, textInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { words } from '../../../pages/parts/typed.ts'
import { findDiscussion } from '../../../store/discussions.ts'
import { meetingPaths } from '../../paths.ts'
import { answerInformation, findInformation, type Information } from '../../store/information.ts'
import { informationAnswers } from '../../words.ts'

const yesNo = { yes: 'Yes', no: 'No' } as const

const form = z.object({
  kind: fields.choice(keysOf(informationAnswers), 'Choose whether this is what was said'),
  correctedText: words(),
  familyMaySee: fields.choice(keysOf(yesNo), 'Choose whether the family may see it'),
  familyMaySeeWhy: words(2000),
  givenByName: words(200),
})

type Answers = z.infer<typeof form>

/** What the agency that gave it says of it by telephone, taken down by whoever records. */
export const answerPage = page({
  path: meetingPaths.answer,
  may: access.recordDiscussions,
  form,
  draft: true,
  view: ({ tx, params, form: typed, now }) =>
    answerScreen(tx, params, (said) => ({
      title: 'What the agency says of it',
      body: html`${whatWasSaid(said, now)}${questions(typed, true)}`,
    })),
  async submit({ tx, params, answers, now }) {
    const said = await findInformation(tx, params.discussionId, params.informationId)
    if (said === null) return missing('information')
    const read = readAnswer(answers, true)
    if (!read.ok) return read
    await answerInformation(tx, said, { ...read.value, givenBy: 'telephone', answeredAt: now })
    return goTo(meetingPaths.information(params), 'The answer is recorded')
  },
})

/**
 * The giving agency's own page: whether this is what it said, and whether the family may see it. `backTo` is where its people
 * come from, which their own pages know.
 */
export const oursPage = (backTo: (discussionId: string) => string): Route =>
  page({
    path: meetingPaths.ours,
    may: access.partnerPages,
    form,
    draft: true,
    view: ({ tx, params, form: typed, now, user }) =>
      answerScreen(tx, params, (said) =>
        said.agencyId === null || said.agencyId !== user.agencyId
          ? null
          : {
              title: 'What we said',
              body: html`${whatWasSaid(said, now)}
<p class="govuk-body">Others can disagree with it, but nobody can change it but you.</p>${questions(typed, false)}`,
              back: { href: backTo(params.discussionId) },
            },
      ),
    async submit({ tx, params, answers, now, user }) {
      const said = await findInformation(tx, params.discussionId, params.informationId)
      if (said === null || said.agencyId === null || said.agencyId !== user.agencyId) return missing('information')
      const read = readAnswer({ ...answers, givenByName: '' }, false)
      if (!read.ok) return read
      await answerInformation(tx, said, { ...read.value, givenBy: 'own-sign-in', answeredAt: now })
      return goTo(backTo(params.discussionId), 'Thank you. Your answer is recorded.')
    },
  })

async function answerScreen(
  tx: Tx,
  params: { readonly discussionId: string; readonly informationId: string },
  shown: (
    said: Information,
  ) => { readonly title: string; readonly body: Html; readonly back?: { readonly href: string } } | null,
) {
  const discussion = await findDiscussion(tx, params.discussionId)
  const said = await findInformation(tx, params.discussionId, params.informationId)
  const page = discussion === null || said === null ? null : shown(said)
  if (discussion === null || page === null) return missing('information')
  const back = { href: meetingPaths.information(params), text: `What was said at ${discussion.reference}` }
  return screen({ back, ...page })
}

function readAnswer(
  { kind, correctedText, familyMaySee, familyMaySeeWhy, givenByName }: Answers,
  isByTelephone: boolean,
): Outcome<{
  readonly kind: Answers['kind']
  readonly correctedText: string
  readonly familyMaySee: boolean
  readonly familyMaySeeWhy: string
  readonly givenByName: string
}> {
  const problems: Problem[] = []
  if (kind === 'corrected' && correctedText === '')
    problems.push({ field: 'correctedText', message: 'Write down what is right' })
  if (familyMaySee === 'no' && familyMaySeeWhy === '')
    problems.push({ field: 'familyMaySeeWhy', message: 'Say why the family may not see it' })
  if (isByTelephone && givenByName === '')
    problems.push({ field: 'givenByName', message: 'Enter who at the agency said so' })
  if (problems.length > 0) return invalid(...problems)
  return ok({
    kind,
    correctedText: kind === 'corrected' ? correctedText : '',
    familyMaySee: familyMaySee === 'yes',
    familyMaySeeWhy: familyMaySee === 'no' ? familyMaySeeWhy : '',
    givenByName,
  })
}

const whatWasSaid = (said: Information, now: Parameters<typeof whenInWords>[1]): Html =>
  insetText({
    html: html`${said.givenByName}, ${whenInWords(said.givenAt, now)}: <span class="los-lines">${said.answer?.kind === 'corrected' ? said.answer.correctedText : said.what}</span>`,
  })

const questions = (typed: FormState, isByTelephone: boolean): Html =>
  formTag(typed, { autosave: true }, [
    choiceOf(typed, { name: 'kind', label: 'Is this right?' }, optionsOf(informationAnswers)),
    longInput(typed, {
      name: 'correctedText',
      label: 'If not, what is right?',
      hint: 'What was written down before stays on record.',
    }),
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
    ...(isByTelephone ? [textInput(typed, { name: 'givenByName', label: 'Who at the agency said so?' })] : []),
    button({ text: isByTelephone ? 'Record their answer' : 'Send', preventDoubleClick: true }),
  ])
