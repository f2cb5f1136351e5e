import { z } from 'zod'
import { newId } from '#kernel/ids'
import { invalid } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, keepSearch, may, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { dayQuestion, textQuestion } from '../parts/fields.ts'

const form = z.object({ words: fields.optionalText(200), dateOfBirth: fields.optionalDay() })

/** What is typed goes by POST and is kept with the person: no child's name stands in an address. */
export const findChildPage = page({
  path: paths.find,
  may: access.readRecords,
  form,
  async view({ form: typed, user }) {
    return screen({
      title: 'Find a child',
      body: html`${formTag(typed, {}, [
        textQuestion(typed, {
          name: 'words',
          label: 'Name, address or reference',
          hint: 'Spelling need not be exact. Any name they are or were known by will do.',
        }),
        dayQuestion(typed, { name: 'dateOfBirth', label: 'Date of birth, if you know it' }),
        button({ text: 'Find' }),
      ])}
${may(user, access.manageChildren) && html`<p class="govuk-body">Not here yet? <a class="govuk-link" href="${paths.add({})}">Add a child</a></p>`}
<p class="govuk-body">Restricted records are not shown to people who are not named on them. In an emergency you can <a class="govuk-link" href="${paths.breakGlass({})}">break the glass</a>.</p>`,
    })
  },
  async submit({ tx, answers, user }) {
    const { words, dateOfBirth } = answers
    if (words === null && dateOfBirth === null) {
      return invalid({ field: 'words', message: 'Type a name, an address, a reference or a date of birth' })
    }
    const searchId = newId()
    await keepSearch(tx, searchId, user.personId, 'children', {
      words: words ?? '',
      dateOfBirth: dateOfBirth?.toString() ?? null,
    })
    return goTo(paths.found({ searchId }))
  },
})
