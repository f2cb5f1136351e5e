import { z } from 'zod'
import { invalid } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput, textInput } from '#platform/questions'
import { themePaths } from '../paths.ts'
import { addTheme } from '../store/themes.ts'

const form = z.object({
  name: fields.text('Say what the theme is called', 100),
  about: fields.optionalText(2000).transform((words) => words ?? ''),
})

/** Adds a theme that auditors can tie findings to. */
export const newThemePage = page({
  path: themePaths.new,
  may: access.runAudits,
  form,
  async view({ form: typed }) {
    return screen({
      title: 'Add a theme',
      back: { href: themePaths.themes({}), text: 'Themes of audits' },
      body: formTag(typed, {}, [
        textInput(typed, { name: 'name', label: 'What is it called?', hint: 'For example, The child’s voice' }),
        longInput(typed, {
          name: 'about',
          label: 'What belongs to it? (optional)',
          hint: 'Name no child and no family.',
        }),
        button({ text: 'Add it' }),
      ]),
    })
  },
  async submit({ tx, answers }) {
    const id = await addTheme(tx, answers)
    return id === null
      ? invalid({ field: 'name', message: 'There is a theme of that name already' })
      : goTo(themePaths.theme({ themeId: id }), 'The theme is there')
  },
})
