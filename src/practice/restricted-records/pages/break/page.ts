import { z } from 'zod'
import { invalid } from '#kernel/outcome'
import { keysOf, timeInWords } from '#kernel/words'
import { access } from '#platform/access'
import { fields, goTo, page, type Route, screen } from '#platform/http'
import { childPaths } from '#practice/children'
import { breakGlass } from '../../break-glass.ts'
import { paths } from '../../paths.ts'
import { openHours } from '../../rules/due.ts'
import { countVainAttempts, findClosed, recordVainAttempt } from '../../store/breakings.ts'
import { emergencies } from '../../words.ts'
import { breakGlassView } from './view.ts'

const form = z
  .object({
    reference: fields.optionalText(20),
    name: fields.optionalText(200),
    dateOfBirth: fields.optionalDay(),
    reasonKind: fields.choice(keysOf(emergencies), 'Choose what makes it an emergency'),
    reason: fields.text('Say why you need this record now', 2000),
  })
  .refine(({ reference, name, dateOfBirth }) => reference !== null || (name !== null && dateOfBirth !== null), {
    path: ['reference'],
    message: 'Give the reference, or the name and the date of birth',
  })

/** Asking again and again is fishing: after this many times in an hour nothing is looked for any more. */
const vainAttemptsAnHour = 5

/**
 * Breaking the glass. It takes words and never an id, so that whoever comes with an address learns nothing, and it answers
 * alike when there is no such record, when it is not restricted, and when several fit.
 */
export const breakGlassPage = (publicUrl: string): Route =>
  page({
    path: paths.breakGlass,
    may: access.breakGlass,
    form,
    signsInAgain: true,
    async view({ form: typed, user }) {
      return screen({
        title: 'Break the glass',
        back: { href: childPaths.find({}) },
        body: breakGlassView(typed, user, false),
      })
    },
    async submit({ tx, answers, user, calendar, now, form: typed }) {
      if ((await countVainAttempts(tx, user.personId)) >= vainAttemptsAnHour) {
        return invalid({
          field: 'reference',
          message: 'You have asked five times within the hour and nothing was opened. Call the duty manager.',
        })
      }
      const { reasonKind, reason, dateOfBirth } = answers
      const found = await findClosed(tx, {
        reference: answers.reference ?? '',
        name: answers.name ?? '',
        dateOfBirth,
      })
      const [record] = found
      if (record === undefined || found.length > 1) {
        await recordVainAttempt(tx, user.personId)
        return screen({
          title: 'Break the glass',
          back: { href: childPaths.find({}) },
          body: breakGlassView(typed, user, true),
        })
      }
      const asking = { personId: user.personId, reasonKind, reason }
      const broken = await breakGlass(tx, record, asking, { calendar, publicUrl })
      if (broken === null) {
        return invalid({
          field: 'reference',
          message: 'Nobody could be told, so nothing was opened. Call the director.',
        })
      }
      const until = timeInWords(now.add({ hours: openHours }))
      return goTo(
        childPaths.record({ childId: record.childId }),
        `The record is open to you until ${until}. Its guardian is being told.`,
      )
    },
  })
