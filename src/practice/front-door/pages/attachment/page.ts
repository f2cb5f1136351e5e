import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { invalid, missing, ok } from '#kernel/outcome'
import { access } from '#platform/access'
import { fileUpload } from '#platform/govuk'
import { html } from '#platform/html'
import { download, page } from '#platform/http'
import { textInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { findAttachment, recordAttachment } from '../../store/attachments.ts'
import { contactForm } from '../parts/contact-form.ts'
import { words } from '../parts/fields.ts'
import { mediaTypeOf } from './kind.ts'

/** Letters and photographs fit; a film does not belong in a record. */
const maximumBytes = 15 * 1024 * 1024

export const attachPage = contactForm({
  path: paths.attach,
  form: z.object({ description: words(500) }),
  title: 'Attach a file',
  button: 'Attach it',
  uploads: { maximumBytes },
  questions({ form }) {
    const message = form.error('file')
    return html`${fileUpload({
      id: 'file',
      name: 'file',
      label: { text: 'File', classes: 'govuk-label--s' },
      hint: { text: 'PDF, Word, Excel, text, picture, sound or email, up to 15 MB.' },
      ...(message === undefined ? {} : { errorMessage: { text: message } }),
    })}${textInput(form, { name: 'description', label: 'What is it?' })}`
  },
  async record({ tx, contact, answers, files }) {
    const [file] = files
    if (!file || file.bytes === 0) return invalid({ field: 'file', message: 'Choose a file to attach' })
    const content = await readFile(file.path)
    const mediaType = await mediaTypeOf(content, file.filename)
    if (!mediaType.ok) return mediaType
    const filename = basename(file.filename).slice(0, 200)
    await recordAttachment(tx, contact.id, {
      filename,
      mediaType: mediaType.value,
      description: answers.description,
      content,
    })
    return ok(`${filename} is attached`)
  },
})

/** Always as a file to keep, never shown within the product's own pages. */
export const attachmentPage = page({
  path: paths.attachment,
  may: access.readRecords,
  async view({ tx, params }) {
    const found = await findAttachment(tx, params.contactId, params.attachmentId)
    if (found === null) return missing('file')
    return download({ filename: found.filename, type: found.mediaType, body: found.content })
  },
})
