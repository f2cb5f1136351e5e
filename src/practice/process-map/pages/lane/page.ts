import { z } from 'zod'
import { keysOf } from '#kernel/words'
import { html } from '#platform/html'
import { fields, formTag } from '#platform/http'
import { paths } from '../../paths.ts'
import { putLane, removeLane } from '../../rules/edit.ts'
import { laneAgencies } from '../../words.ts'
import { editingPages, pressed } from '../parts/editing.ts'
import { choice, openedOn, saveOrRemove, shortInput } from '../parts/inputs.ts'

const form = z.object({
  ...pressed,
  name: fields.text('Give the lane a name', 100),
  agency: fields.choice(keysOf(laneAgencies), 'Choose whose lane it is'),
})

/** Adding a lane to a draft, changing it, removing it. */
export const lanePages = editingPages(
  {
    list: 'lanes',
    what: 'lane',
    form,
    view: ({ form: typed, version, part }) =>
      html`${formTag(typed, {}, [
        openedOn(typed, version.revision),
        shortInput(typed, {
          name: 'name',
          label: 'Name',
          hint: 'The team or the agency, such as “Front door”.',
          fallback: part?.name ?? '',
        }),
        choice(typed, { name: 'agency', label: 'Whose lane is it?', fallback: part?.agency ?? '' }, laneAgencies),
        saveOrRemove('lane', part === null),
      ])}`,
    build: async (_tx, id, { name, agency }, document) => putLane(document, { id, name, agency }),
    remove: removeLane,
  },
  { add: paths.addLane, change: paths.lane },
  'laneId',
)
