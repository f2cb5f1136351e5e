import { z } from 'zod'
import { invalid, ok } from '#kernel/outcome'
import { html } from '#platform/html'
import { fields } from '#platform/http'
import { textInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { linkContacts } from '../../store/links.ts'
import { findByReference } from '../../store/of-children.ts'
import { contactForm } from '../parts/contact-form.ts'
import { words } from '../parts/fields.ts'

export const linkPage = contactForm({
  path: paths.link,
  form: z.object({ reference: fields.text('Enter the other contact’s reference', 50), why: words(500) }),
  title: 'Link another contact about the same incident',
  button: 'Link them',
  questions: ({ form }) =>
    html`${textInput(
      form,
      { name: 'reference', label: 'The other contact’s reference', hint: 'For example, C-2611-0042' },
      { classes: 'govuk-input--width-10' },
    )}${textInput(form, { name: 'why', label: 'How do they belong together?' })}`,
  async record({ tx, contact, answers }) {
    const linkedContactId = await findByReference(tx, answers.reference)
    if (linkedContactId === null)
      return invalid({ field: 'reference', message: 'Check the reference: there is no such contact' })
    if (linkedContactId === contact.id)
      return invalid({ field: 'reference', message: 'Enter the reference of another contact: this is its own' })
    await linkContacts(tx, { contactId: contact.id, linkedContactId, why: answers.why })
    return ok('The contacts are linked')
  },
})
