import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { listChildren } from '#practice/children'
import { paths } from '../../paths.ts'
import { listOwnerChoices } from '../../store/owners.ts'
import { recordAction } from '../../store/record.ts'
import { type FromKind, fromKinds } from '../../words.ts'
import { actionAnswers, actionFields, readActionAnswers } from '../parts/fields.ts'
import { choiceQuestion, pickQuestion, shortQuestion } from '../parts/questions.ts'

const form = actionAnswers.extend({
  fromKind: fields.choice(keysOf(fromKinds), 'Say where it comes from'),
  fromReference: fields.optionalText(60),
  isAboutChildren: fields.choice(['yes', 'no'], 'Say whether its words tell of a child'),
})

const query = z.object({ child: z.uuid({ error: 'Follow the link on the child’s record again' }).optional() })

/** Something to be done that comes from no other page: an own action, or from a meeting that is not kept here. */
export const addPage = page({
  path: paths.add,
  may: access.recordActions,
  query,
  form,
  draft: true,
  async view({ tx, query: asked, form: typed }) {
    const children = await listChildren(tx, asked.child === undefined ? [] : [asked.child])
    if (asked.child !== undefined && children.length === 0) return missing('child')
    return screen({
      title: 'Add an action',
      back: { href: paths.list({}) },
      body: formTag(typed, { autosave: true }, [
        html`${children.map(({ reference }) => insetText({ text: `About the child ${reference}. Partners do not see which child it is about.` }))}`,
        actionFields(typed, { owners: await listOwnerChoices(tx) }),
        pickQuestion(
          typed,
          { name: 'fromKind', label: 'Where does it come from?', fallback: 'own' },
          keysOf(fromKinds).map((value) => ({ value, text: fromKinds[value] })),
        ),
        shortQuestion(typed, {
          name: 'fromReference',
          label: 'Its reference or day (optional)',
          hint: 'Such as SD-412, or the meeting of 24 Nov.',
        }),
        choiceQuestion(
          typed,
          {
            name: 'isAboutChildren',
            label: 'Do its words tell of a child or a family?',
            hint: 'If yes, only those who may read children’s records see it, and whoever is to do it.',
            ...(children.length > 0 ? { fallback: 'yes' } : {}),
          },
          { yes: 'Yes', no: 'No' },
        ),
        button({ text: 'Add the action' }),
      ]),
    })
  },
  async submit({ tx, query: asked, answers }) {
    const read = await readActionAnswers(tx, answers)
    if (!read.ok) return read
    const { fromKind: kind, fromReference, isAboutChildren } = answers
    if (isAboutChildren === 'no' && asked.child !== undefined)
      return invalid({ field: 'isAboutChildren', message: 'It is about a child, so its words may tell of one' })
    const added = await recordAction(tx, {
      ...read.value,
      from: { kind: kind satisfies FromKind, reference: fromReference ?? '' },
      isAboutChildren: isAboutChildren === 'yes',
      children: asked.child === undefined ? [] : [asked.child],
    })
    if (!added.ok) return added
    return goTo(paths.action({ actionId: added.value.id }), `Added as ${added.value.reference}`)
  },
})
