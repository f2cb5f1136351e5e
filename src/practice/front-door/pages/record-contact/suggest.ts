import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { access } from '#platform/access'
import { fields, goTo, json, page } from '#platform/http'
import { searchChildren } from '#practice/children'
import { paths } from '../../paths.ts'
import { listContactsOf } from '../../store/of-children.ts'
import { childInWords, contactsInWords } from '../parts/child-words.ts'

const most = 8

/**
 * Children found while a name is typed, each with its date of birth and last contact: `{"children":[{"id","text"}],
 * "mayBeRestricted"}`. Sent as a form, never in an address. Every answer is trailed like any search.
 */
export const suggestChildrenPage = page({
  path: paths.suggestChildren,
  may: access.recordContacts,
  form: z.object({ words: fields.text('Type a name', 200) }),
  view: async () => goTo(paths.recordContact({})),
  async submit({ tx, answers, now }) {
    const { children, mayBeRestricted } = await searchChildren(tx, { words: answers.words, dateOfBirth: null }, most)
    const contacts = await listContactsOf(
      tx,
      children.map(({ id }) => id),
    )
    const today = londonDate(now)
    return json({
      mayBeRestricted,
      children: children.map((child) => {
        const own = contacts.filter(({ childId }) => childId === child.id)
        return { id: child.id, text: `${childInWords(child, today)}: ${contactsInWords({ contacts: own }, today)}` }
      }),
    })
  },
})
