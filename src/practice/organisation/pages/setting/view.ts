import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { type SettingDefinition, settingDefinitions } from '../../setting-definitions.ts'
import { type SettingKey, type Settings, settingInWords } from '../../settings.ts'
import { choiceOf, longInput, textInput } from '../parts/inputs.ts'

export const settingView = (form: FormState, key: SettingKey, settings: Settings): Html => {
  const definition: SettingDefinition = settingDefinitions[key]
  return html`<p class="govuk-body">${definition.effect}</p>
<p class="govuk-body">Now: <strong>${settingInWords(key, settings[key])}</strong></p>
${formTag(form, {}, [
  valueInput(form, definition),
  longInput(form, {
    name: 'reason',
    label: 'Why',
    hint: 'Kept with the change, for whoever asks later why the clocks ran as they did.',
  }),
  button({ text: 'Change from now on' }),
])}`
}

function valueInput(form: FormState, definition: SettingDefinition): Html {
  const question = { name: 'value', label: 'New value' }
  switch (definition.kind) {
    case 'whole-number': {
      const { unit, minimum, maximum } = definition
      const hint = `A whole number of ${unit}, from ${minimum} to ${maximum}.`
      return textInput(form, { ...question, hint }, { inputmode: 'numeric', classes: 'govuk-input--width-5' })
    }
    case 'time-of-day':
      return textInput(
        form,
        { ...question, hint: 'A time of day, such as 17:00.' },
        { classes: 'govuk-input--width-5' },
      )
    case 'yes-no':
      return choiceOf(form, question, [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ])
  }
}
