import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput, optionsOf, pickOf, tickOf } from '#platform/questions'
import { listPeople } from '#practice/organisation'
import { paths } from '../../../paths.ts'
import { parts } from '../../../words.ts'
import { findCase, lockCase } from '../../store/cases.ts'
import { recordIdentified } from '../../store/excuses.ts'

const nobody = 'nobody'

const form = z.object({
  personId: fields.text('Choose who it was, or that it was nobody of our staff'),
  part: fields.optionalChoice(keysOf(parts), 'Choose what they had to do with it'),
  reason: fields.text('Say how you know', 2000),
  isSettled: fields.ticked,
})

/**
 * Whose work it was, where the records name somebody who could not be matched to staff. Until somebody has found out, nobody is
 * known to be independent.
 */
export const identifyPage = page({
  path: paths.identify,
  may: access.runAudits,
  form,
  async view({ tx, params, form: typed }) {
    const audited = await findCase(tx, params.caseId)
    if (audited === null) return missing('audit')
    const people = await listPeople(tx, { employer: 'own', withThoseWhoLeft: true })
    return screen({
      title: `Whose work was ${audited.reference}?`,
      back: { href: paths.case(params), text: `Audit ${audited.reference}` },
      body: html`<p class="govuk-body">${audited.independenceUnknown === '' ? 'Everybody whose work it was is known.' : `Not known: ${audited.independenceUnknown}.`}</p>
${formTag(typed, {}, [
  pickOf(typed, { name: 'personId', label: 'Who was it?' }, [
    { value: nobody, text: 'Nobody of our staff' },
    ...people.map(({ id, name, jobTitle }) => ({ value: id, text: jobTitle === '' ? name : `${name}, ${jobTitle}` })),
  ]),
  pickOf(typed, { name: 'part', label: 'What had they to do with it?' }, optionsOf(parts), 'Nobody of ours'),
  longInput(typed, { name: 'reason', label: 'How do you know?' }),
  tickOf(typed, {
    name: 'isSettled',
    label: 'That is everybody: from now on it is known who is independent',
    hint: 'Leave it empty when there is somebody else to find out.',
  }),
  button({ text: 'Record' }),
])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const audited = await lockCase(tx, params.caseId)
    if (audited === null) return missing('audit')
    const personId = answers.personId === nobody ? null : answers.personId
    const people = await listPeople(tx, { employer: 'own', withThoseWhoLeft: true })
    if (personId !== null && !people.some(({ id }) => id === personId))
      return invalid({ field: 'personId', message: 'Choose somebody from the list' })
    if (personId !== null && answers.part === null)
      return invalid({ field: 'part', message: 'Choose what they had to do with it' })
    await recordIdentified(tx, audited, { ...answers, personId, part: answers.part ?? 'worker' })
    return goTo(paths.case(params), 'Recorded')
  },
})
