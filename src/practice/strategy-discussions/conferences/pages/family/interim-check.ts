import { z } from 'zod'
import { ok } from '#kernel/outcome'
import { html } from '#platform/html'
import { fields, type Route } from '#platform/http'
import { asTyped, choiceOf, longInput, pickOf, timeInput } from '#platform/questions'
import { conferencePaths } from '../../paths.ts'
import { checkMoment } from '../../rules/limits.ts'
import { recordInterimCheck } from '../../store/record.ts'
import { tellServiceManager } from '../../tell.ts'
import { asOptions, listCheckers, unlessOneOf } from '../parts/people.ts'
import { familyPage } from './family-page.ts'

const form = z
  .object({
    isSafe: fields.choice(['yes', 'no'], 'Say whether the plan keeps the child safe'),
    what: fields.text('Say what was seen', 4000),
    done: fields.optionalText(4000),
    checkedAt: fields.dateTime('Enter when somebody looked'),
    checkedBy: fields.id('Choose who looked'),
    nextBy: fields.optionalId('Choose who looks next week'),
  })
  .refine(({ isSafe, done }) => isSafe === 'yes' || done !== null, {
    path: ['done'],
    message: 'The plan does not keep the child safe: say what was done at once',
  })

/** The weekly look at the interim plan while a child waits for a conference. Not safe: what was done, and a manager is told. */
export const interimCheckPage = (publicUrl: string): Route =>
  familyPage({
    path: conferencePaths.interimCheck,
    title: 'Does the interim plan keep the child safe?',
    form,
    applies: ({ isWaiting }) => isWaiting,
    none: 'No child of this discussion waits for a conference.',
    lead: () =>
      html`<p class="govuk-body">While a conference is late, a named person looks each week. Record a child of whom the answer differs for themselves.</p>`,
    questions: async ({ tx, form: typed, user, now }) => {
      const people = asOptions(await listCheckers(tx))
      return [
        choiceOf(typed, { name: 'isSafe', label: 'Is the child safe with the plan as it is?' }, [
          { value: 'yes', text: 'Yes' },
          {
            value: 'no',
            text: 'No',
            reveals: longInput(typed, {
              name: 'done',
              label: 'What was done at once?',
              hint: 'The service manager is told by mail when you send this, with the reference alone.',
            }),
          },
        ]),
        longInput(typed, {
          name: 'what',
          label: 'What was seen?',
          hint: 'Who was seen, the child too, and what they said.',
        }),
        timeInput(typed, { name: 'checkedAt', label: 'When?', fallback: asTyped(now) }),
        pickOf(typed, { name: 'checkedBy', label: 'Who looked?', fallback: user.personId }, people),
        pickOf(typed, { name: 'nextBy', label: 'Who looks next week?' }, people, 'The same person'),
      ]
    },
    submitWords: 'Record it',
    async record({ tx, discussion, enquiries, answers, user, now }) {
      const { what, checkedAt, checkedBy, nextBy } = answers
      const people = await listCheckers(tx)
      const wrong =
        unlessOneOf(people, checkedBy, 'checkedBy', 'Choose who looked from the list') ??
        (nextBy === null ? null : unlessOneOf(people, nextBy, 'nextBy', 'Choose who looks next week from the list'))
      if (wrong !== null) return wrong
      const at = checkMoment(
        'checkedAt',
        checkedAt,
        enquiries.map(({ startedAt }) => startedAt),
        now,
      )
      if (!at.ok) return at
      const isSafe = answers.isSafe === 'yes'
      const told = isSafe ? null : await tellServiceManager(tx, { publicUrl, discussion, askedBy: user.personId })
      for (const enquiry of enquiries)
        await recordInterimCheck(tx, enquiry, {
          checkedAt,
          checkedBy,
          isSafe,
          what,
          done: isSafe ? '' : (answers.done ?? ''),
          toldId: told?.id ?? null,
          nextBy,
        })
      if (isSafe) return ok('The look at the interim plan has been recorded')
      return ok(
        told === null
          ? 'Recorded. No service manager could be found to tell: ring one now'
          : `Recorded, and ${told.name} is being told by mail`,
      )
    },
  })
