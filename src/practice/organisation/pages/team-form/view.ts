import { button } from '#platform/govuk'
import type { Html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import type { Area, Team } from '../../store/places.ts'
import { decidesInNames, decidesInWords } from '../../words.ts'
import { choiceOf, pickOf, textInput } from '../parts/inputs.ts'

const yesNo = (yes: string, no: string) => [
  { value: 'yes', text: yes },
  { value: 'no', text: no },
]

/** First entry and change of a team; `team` is null at first entry, and then nothing is chosen. */
export const teamFormView = (form: FormState, areas: readonly Area[], team: Team | null): Html =>
  formTag(
    form,
    {},
    [
      textInput(form, { name: 'name', label: 'Name', fallback: team?.name ?? '' }),
      pickOf(
        form,
        { name: 'areaId', label: 'Area', fallback: team?.areaId ?? '' },
        areas.map(({ id, name }) => ({ value: id, text: name })),
        'None: it serves the whole authority',
      ),
      choiceOf(
        form,
        { name: 'isFrontDoor', label: 'Do contacts come to this team?', fallback: was(team?.isFrontDoor) },
        yesNo('Yes, it is a front door team', 'No'),
      ),
      choiceOf(
        form,
        {
          name: 'decidesIn',
          label: 'Where does it record its decisions?',
          hint: 'Decisions recorded in the case system arrive here by the API; contacts of the team still wait for them on the board.',
          fallback: team?.decidesIn ?? '',
        },
        decidesInNames.map((place) => ({ value: place, text: decidesInWords[place] })),
      ),
      team !== null &&
        choiceOf(
          form,
          { name: 'isActive', label: 'Is the team open?', fallback: was(team.isActive) },
          yesNo('Yes', 'No, it has been closed'),
        ),
      button({ text: team === null ? 'Add the team' : 'Save' }),
    ].filter((part) => part !== false),
  )

const was = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no')
