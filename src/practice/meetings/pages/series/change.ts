import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, longInput } from '#platform/questions'
import { listPeople } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { changeSeries, findSeries } from '../../store/series.ts'
import { peopleProblems, termsForm, termsQuestions } from './form.ts'

const form = z.object({
  ...termsForm,
  goesOn: fields.choice(['yes', 'no'], 'Say whether the series goes on'),
  reason: fields.text('Say why it is changed', 1000),
})

export const changeSeriesPage = page({
  path: paths.changeSeries,
  may: access.recordMeetings,
  form,
  async view({ tx, params, form: typed }) {
    const series = await findSeries(tx, params.seriesId)
    if (series === null) return missing('series of meetings')
    const people = await listPeople(tx, { employer: 'own' })
    return screen({
      title: `Change ${series.name}`,
      back: { href: paths.series(params) },
      body: html`${formTag(typed, {}, [
        ...termsQuestions(typed, people, series),
        choiceOf(typed, { name: 'goesOn', label: 'Does the series go on?', fallback: series.isEnded ? 'no' : 'yes' }, [
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No: no further meeting will be planned' },
        ]),
        longInput(typed, { name: 'reason', label: 'Why is it changed?' }, 2),
        button({ text: 'Change the series' }),
      ])}`,
    })
  },
  async submit({ tx, params, answers: { goesOn, ...terms } }) {
    const series = await findSeries(tx, params.seriesId)
    if (series === null) return missing('series of meetings')
    const problems = peopleProblems(terms, await listPeople(tx, { employer: 'own' }))
    if (problems.length > 0) return invalid(...problems)
    await changeSeries(tx, series.id, { ...terms, isEnded: goesOn === 'no' })
    return goTo(paths.series(params), 'The series has been changed')
  },
})
