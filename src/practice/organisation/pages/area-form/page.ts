import { z } from 'zod'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { addArea } from '../../store/places.ts'
import { textInput } from '../parts/inputs.ts'

export const addAreaPage = page({
  path: paths.addArea,
  may: access.manageOrganisation,
  form: z.object({ name: fields.text('Enter the area’s name', 200) }),
  async view({ form }) {
    const name = textInput(form, { name: 'name', label: 'Name', hint: 'Such as East, or Children with disabilities.' })
    const body = formTag(form, {}, [name, button({ text: 'Add the area' })])
    return screen({ title: 'Add an area', body, back: { href: paths.home({}) } })
  },
  async submit({ tx, answers }) {
    const added = await addArea(tx, answers)
    return added.ok ? goTo(paths.home({}), 'Area added') : added
  },
})
