import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag } from '#platform/http'
import { choiceOf, longInput, optionsOf, textInput } from '#platform/questions'
import { childPaths } from '#practice/children'
import { paths } from '../../paths.ts'
import type { Concern } from '../../store/concerns.ts'
import { concernCameTo } from '../../words.ts'
import { isWithoutDiscussion } from '../parts/concern.ts'

const { contact, ...others } = concernCameTo

/** What a concern can come to besides a discussion of its own. */
export const somethingElse = {
  contact,
  discussion: 'The same children have a strategy discussion already',
  ...others,
} as const

/** What can be done with it as it stands: three ways, and of something else two still. */
export const waysOf = (concern: Concern, typed: FormState): Html =>
  html`${isWithoutDiscussion(concern) && aboutADiscussion(concern)}
${concern.answer === null && orSomethingElse(typed)}`

const aboutADiscussion = ({ id: concernId, answer }: Concern): Html =>
  html`<h2 class="govuk-heading-m">${answer === null ? 'Is a strategy discussion needed?' : 'Is one needed after all?'}</h2>
<div class="los-actions govuk-!-margin-bottom-6">${button({ text: 'A strategy discussion is due', href: paths.new({}, { concern: concernId }) })}
${button({ text: 'Decide not to hold one', href: paths.concernNotHolding({ concernId }), classes: 'govuk-button--secondary' })}
<a class="govuk-link" href="${childPaths.find({})}">Find the child’s record</a></div>`

const orSomethingElse = (typed: FormState): Html =>
  html`<h2 class="govuk-heading-m">Or something else</h2>
<p class="govuk-body">That there is no reasonable cause is a decision not to hold one: a service manager looks at it.</p>
${formTag(typed, { autosave: true }, [
  choiceOf(typed, { name: 'cameTo', label: 'What did it come to?' }, optionsOf(somethingElse)),
  textInput(
    typed,
    {
      name: 'reference',
      label: 'Reference of the contact or of the strategy discussion',
      hint: 'Only for the first two.',
    },
    { classes: 'govuk-input--width-10', spellcheck: false },
  ),
  longInput(typed, {
    name: 'answer',
    label: 'What do you tell whoever raised it?',
    hint: 'What happens with the contact, which authority was told and when, who took it back.',
  }),
  button({ text: 'Record the answer', classes: 'govuk-button--secondary' }),
])}`
