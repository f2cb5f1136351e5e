import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { emptyDocument } from '../../rules/document.ts'
import { addMap, addVersion, findMap } from '../../store/maps.ts'
import { bpmnInput, bpmnUploads, importedInWords, readUpload } from '../parts/bpmn-upload.ts'
import { longInput, shortInput } from '../parts/inputs.ts'

const form = z.object({ name: fields.optionalText(200), purpose: fields.optionalText(1000) })

/** Beginning a map: empty, or from a BPMN file. */
export const addMapPage = page({
  path: paths.addMap,
  may: access.editProcessMap,
  form,
  uploads: bpmnUploads,
  async view({ form: typed }) {
    return screen({
      title: 'Add a map',
      back: { href: paths.maps({}) },
      body: formTag(typed, { upload: true }, [
        shortInput(typed, { name: 'name', label: 'Name', hint: 'Left empty, the name in the file is taken.' }),
        longInput(typed, { name: 'purpose', label: 'What is it for? (optional)' }),
        bpmnInput(typed, 'Begin from a BPMN file (optional)'),
        button({ text: 'Add the map' }),
      ]),
    })
  },
  async submit({ tx, answers, files }) {
    const read = await readUpload(files)
    if (!read.ok) return read
    const name = answers.name ?? read.value?.name.slice(0, 200) ?? ''
    if (name === '') return invalid({ field: 'name', message: 'Give the map a name' })
    const added = await addMap(tx, {
      name,
      purpose: answers.purpose ?? '',
      document: read.value?.document ?? emptyDocument,
      what: read.value === null ? 'Begun empty' : importedInWords(read.value.notTaken),
    })
    if (!added.ok) return added
    return goTo(paths.version(added.value), taken('Map added', read.value?.notTaken.length ?? 0))
  },
})

/** Another version of a map that is there, from a file that somebody worked on elsewhere. */
export const takeFilePage = page({
  path: paths.takeFile,
  may: access.editProcessMap,
  form: z.object({}),
  uploads: bpmnUploads,
  async view({ tx, params, form: typed }) {
    const map = await findMap(tx, params.mapId)
    if (map === null) return missing('map')
    return screen({
      title: `Bring a BPMN file in: ${map.name}`,
      back: { href: paths.map(params) },
      body: html`<p class="govuk-body">The file becomes a new draft. What it has that a map has no place for is listed with the draft.</p>
${formTag(typed, { upload: true }, [bpmnInput(typed, 'File'), button({ text: 'Bring it in' })])}`,
    })
  },
  async submit({ tx, params, files }) {
    const map = await findMap(tx, params.mapId)
    if (map === null) return missing('map')
    const read = await readUpload(files)
    if (!read.ok) return read
    if (read.value === null) return invalid({ field: 'file', message: 'Choose a BPMN file' })
    const { document, notTaken } = read.value
    const versionId = await addVersion(tx, {
      mapId: map.id,
      copiedFrom: null,
      document,
      what: importedInWords(notTaken),
    })
    return goTo(paths.version({ versionId }), taken('File brought in', notTaken.length))
  },
})

const taken = (done: string, notTaken: number): string =>
  notTaken === 0 ? done : `${done}; ${count(notTaken, 'thing')} in the file could not be taken, see “What was done”`
