import { button } from '#platform/govuk'
import type { Html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import type { Agency } from '../../store/agencies.ts'
import { agencyKindNames, agencyKinds } from '../../words.ts'
import { choiceOf, textInput } from '../parts/inputs.ts'

/** First entry and change of an agency; `agency` is null at first entry. */
export const agencyFormView = (form: FormState, agency: Agency | null): Html =>
  formTag(form, {}, [
    textInput(form, { name: 'name', label: 'Name', fallback: agency?.name ?? '' }),
    choiceOf(
      form,
      {
        name: 'kind',
        label: 'Kind',
        hint: 'Strategy discussions need the local authority, the NHS and the police.',
        fallback: agency?.kind ?? '',
      },
      agencyKindNames.map((kind) => ({ value: kind, text: agencyKinds[kind] })),
    ),
    textInput(form, {
      name: 'deskName',
      label: 'Name of their shared desk (optional)',
      hint: 'Such as Safeguarding hub.',
      fallback: agency?.deskName ?? '',
    }),
    textInput(
      form,
      {
        name: 'deskEmail',
        label: 'E-mail address of the desk',
        hint: 'An inbox that several people read. One person’s own address is silent while they are away.',
        fallback: agency?.deskEmail ?? '',
      },
      { type: 'email' },
    ),
    textInput(
      form,
      { name: 'deskTelephone', label: 'Telephone of the desk (optional)', fallback: agency?.deskTelephone ?? '' },
      { type: 'tel', classes: 'govuk-input--width-20' },
    ),
    textInput(form, {
      name: 'deskHours',
      label: 'When it is staffed (optional)',
      hint: 'Such as Mon to Fri, 08:00 to 18:00.',
      fallback: agency?.deskHours ?? '',
    }),
    ...(agency === null ? [] : [stillOpen(form, agency)]),
    button({ text: agency === null ? 'Add the agency' : 'Save' }),
  ])

const stillOpen = (form: FormState, { isActive }: Agency): Html =>
  choiceOf(form, { name: 'isActive', label: 'Do we still work with them?', fallback: isActive ? 'yes' : 'no' }, [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
  ])
