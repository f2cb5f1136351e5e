import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { button, warningText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, type Route, screen } from '#platform/http'
import { choiceOf, longInput, optionsOf, pickOf, textInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { findPerson, listAgencies, listPeople } from '#practice/organisation'
import { backTo } from '../../../meeting/pages/parts/back.ts'
import { findRecord } from '../../../meeting/store/records.ts'
import { words } from '../../../pages/parts/typed.ts'
import { paths } from '../../../paths.ts'
import { findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { afterPaths } from '../../paths.ts'
import { sendRound } from '../../send-round.ts'
import { sendingWays } from '../../words.ts'

const form = z.object({
  name: fields.text('Enter who is told', 200),
  agencyId: fields.optionalId('Choose the agency from the list'),
  personId: fields.optionalId('Choose the person from the list'),
  toldDecision: fields.text('Write what was decided, for them', 5000),
  toldToDo: fields.text('Write what they need to do, or that they need do nothing', 5000),
  how: fields.choice(keysOf(sendingWays), 'Choose how it goes to them'),
  howWords: words(300),
})

/**
 * Tells somebody who was not part of it, such as the professional who referred, what was decided and what they need to do.
 * It is written for them: nothing is taken from what agencies said.
 */
export const needToKnowPage = (publicUrl: string): Route =>
  page({
    path: afterPaths.needToKnow,
    may: access.recordDiscussions,
    form,
    draft: true,
    async view({ tx, params, form: typed }) {
      const discussion = await findDiscussion(tx, params.discussionId)
      if (discussion === null) return missing('strategy discussion')
      const agencies = (await listAgencies(tx)).map(({ id, name }) => ({ value: id, text: name }))
      const people = (await listPeople(tx, { employer: 'partner' })).map(({ id, name, agencyName }) => ({
        value: id,
        text: [name, agencyName ?? ''].filter((part) => part !== '').join(', '),
      }))
      return screen({
        title: 'What somebody needs to know',
        back: backTo(discussion),
        body: html`${warningText({ text: 'They were not part of the discussion. Write what was decided and what they need to do, and nothing that another agency said.', iconFallbackText: 'Warning' })}
${formTag(typed, { autosave: true }, [
  textInput(typed, { name: 'name', label: 'Who is told?', hint: 'The professional who referred, for one.' }),
  pickOf(typed, { name: 'agencyId', label: 'Their agency' }, agencies, 'None of these'),
  pickOf(
    typed,
    { name: 'personId', label: 'If they sign in here, who they are' },
    people,
    'They do not, or its desk reads it',
  ),
  longInput(typed, { name: 'toldDecision', label: 'What was decided, for them' }),
  longInput(typed, { name: 'toldToDo', label: 'What they need to do' }),
  choiceOf(typed, { name: 'how', label: 'How does it go to them?' }, optionsOf(sendingWays)),
  textInput(typed, { name: 'howWords', label: 'If otherwise: how did it go to them?' }),
  button({ text: 'Send', preventDoubleClick: true }),
])}`,
      })
    },
    async submit({ tx, params, answers }) {
      const discussion = await lockDiscussion(tx, params.discussionId)
      if (discussion === null) return missing('strategy discussion')
      const record = await findRecord(tx, discussion.id)
      if (record === null)
        return conflict('There is no record of this discussion yet.', 'Write the record first. What you typed is kept.')
      const email = answers.how === 'mail' ? await addressOf(tx, answers) : ''
      if (answers.how === 'mail' && email === '')
        return invalid({
          field: 'how',
          message: 'No address is known: choose who they are or their agency, or send it otherwise',
        })
      if (answers.how === 'otherwise' && answers.howWords === '')
        return invalid({ field: 'howWords', message: 'Say how it went to them' })
      const howWords = answers.how === 'otherwise' ? answers.howWords : ''
      const copy = {
        ...answers,
        howWords,
        invitationId: null,
        attendanceId: null,
        version: 'need-to-know',
        email,
      } as const
      await sendRound(tx, discussion, { recordId: record.id, copies: [copy], publicUrl })
      return goTo(paths.discussion({ discussionId: discussion.id }), 'They are told what they need to know')
    },
  })

/** Where they are written to: themselves, or their agency's desk. */
async function addressOf(
  tx: Tx,
  { personId, agencyId }: { readonly personId: string | null; readonly agencyId: string | null },
): Promise<string> {
  if (personId !== null) return (await findPerson(tx, personId))?.email ?? ''
  return (await listAgencies(tx)).find(({ id }) => id === agencyId)?.deskEmail ?? ''
}
