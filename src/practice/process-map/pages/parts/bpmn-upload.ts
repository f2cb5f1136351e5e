import { readFile } from 'node:fs/promises'
import { type Checked, invalid, ok } from '#kernel/outcome'
import { fileUpload } from '#platform/govuk'
import type { Html } from '#platform/html'
import type { FormState, UploadedFile } from '#platform/http'
import { type BpmnRead, largestBpmn, readBpmn } from '../../bpmn/read.ts'

export const bpmnUploads = { maximumBytes: largestBpmn }

export const bpmnInput = (form: FormState, label: string): Html => {
  const error = form.error('file')
  return fileUpload({
    id: 'file',
    name: 'file',
    label: { text: label, classes: 'govuk-label--s' },
    hint: { text: 'BPMN 2.0 XML, up to 2 MB, as Camunda, Signavio, bpmn.io and others save it.' },
    attributes: { accept: '.bpmn,.xml,application/xml' },
    ...(error === undefined ? {} : { errorMessage: { text: error } }),
  })
}

/** What is in the file that was sent; null when none was. */
export async function readUpload(files: readonly UploadedFile[]): Promise<Checked<BpmnRead | null>> {
  const file = files.find(({ field, bytes }) => field === 'file' && bytes > 0)
  if (file === undefined) return ok(null)
  try {
    return await readBpmn(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file.path)))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return invalid({ field: 'file', message: 'This file is not text in UTF-8. Save it again as BPMN 2.0 XML.' })
  }
}

/** What an imported version says in its history of what was left behind. */
export const importedInWords = (notTaken: readonly string[]): string =>
  notTaken.length === 0
    ? 'Brought in from a BPMN file, with everything in it'
    : `Brought in from a BPMN file. Not taken: ${notTaken.join(' ')}`.slice(0, 5000)
