import { z } from 'zod'
import { ok } from '#kernel/outcome'
import { fields } from '#platform/http'
import { longInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { recordEvent } from '../../store/events.ts'
import { contactForm } from '../parts/contact-form.ts'

export const notePage = contactForm({
  path: paths.note,
  form: z.object({ note: fields.text('Write the note') }),
  title: 'Add a note',
  button: 'Add the note',
  questions: ({ form }) =>
    longInput(form, { name: 'note', label: 'Note', hint: 'For what is neither a conversation nor a decision.' }, 6),
  async record({ tx, contact, answers, now }) {
    await recordEvent(tx, contact.id, { kind: 'note', happenedAt: now, note: answers.note })
    return ok('The note is recorded')
  },
})
