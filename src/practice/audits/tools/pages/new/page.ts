import { z } from 'zod'
import { invalid } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, optionsOf, textInput } from '#platform/questions'
import { subjectNames, subjects } from '../../../words.ts'
import { emptyDraft } from '../../content.ts'
import { toolPaths } from '../../paths.ts'
import { keyFrom } from '../../rules/keys.ts'
import { beginToolDraft } from '../../store/drafts.ts'
import { addTool, listToolKeys, listTools } from '../../store/tools.ts'

const form = z.object({
  name: fields.text('Enter what the tool is called', 100),
  subject: fields.choice(subjectNames, 'Choose what it looks at'),
})

/** A tool of the authority's own, with an empty draft to begin with. */
export const newToolPage = page({
  path: toolPaths.new,
  may: access.runAudits,
  form,
  async view({ form: asked }) {
    return screen({
      title: 'New audit tool',
      back: { href: toolPaths.list({}), text: 'Audit tools' },
      body: formTag(asked, {}, [
        textInput(asked, {
          name: 'name',
          label: 'What it is called',
          hint: 'As people will speak of it, for example “Neglect, case file”. It cannot be changed later: reports name it.',
        }),
        choiceOf(
          asked,
          {
            name: 'subject',
            label: 'What it looks at',
            hint: 'This decides what can be drawn for audit, and whom it concerns. It cannot be changed later.',
          },
          optionsOf(subjects),
        ),
        button({ text: 'Begin the draft' }),
      ]),
    })
  },
  async submit({ tx, answers: { name, subject } }) {
    const isKnown = (await listTools(tx)).some((tool) => tool.name.toLowerCase() === name.toLowerCase())
    if (isKnown)
      return invalid({ field: 'name', message: 'Another tool has this name: choose one that tells them apart' })
    const toolId = await addTool(tx, { key: keyFrom(name, await listToolKeys(tx)), name, subject })
    if (toolId === null) return invalid({ field: 'name', message: 'Somebody added a tool of this name a moment ago' })
    const begun = await beginToolDraft(tx, toolId, emptyDraft)
    return begun.ok
      ? goTo(toolPaths.draft({ toolId }), 'Tool added. Nobody sees its draft but those who run audits.')
      : begun
  },
})
