import { z } from 'zod'
import { invalid } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, optionsOf } from '#platform/questions'
import { listPeople } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { addSeries, listSeries } from '../../store/series.ts'
import { seriesKinds } from '../../words.ts'
import { peopleProblems, termsForm, termsQuestions } from './form.ts'

const form = z.object({ kind: fields.choice(keysOf(seriesKinds), 'Choose what kind of meeting it is'), ...termsForm })

export const addSeriesPage = page({
  path: paths.addSeries,
  may: access.recordMeetings,
  form,
  async view({ tx, form: typed }) {
    const people = await listPeople(tx, { employer: 'own' })
    return screen({
      title: 'Begin a series of meetings',
      back: { href: paths.allSeries({}) },
      body: html`${formTag(typed, {}, [
        choiceOf(typed, { name: 'kind', label: 'What kind of meeting is it?' }, optionsOf(seriesKinds)),
        ...termsQuestions(typed, people),
        button({ text: 'Begin the series' }),
      ])}`,
    })
  },
  async submit({ tx, answers: { kind, ...terms } }) {
    const problems = peopleProblems(terms, await listPeople(tx, { employer: 'own' }))
    if (problems.length > 0) return invalid(...problems)
    const known = (await listSeries(tx)).some(
      ({ name, isEnded }) => !isEnded && name.toLowerCase() === terms.name.toLowerCase(),
    )
    if (known) return invalid({ field: 'name', message: 'There is a series of this name already' })
    const seriesId = await addSeries(tx, kind, terms)
    return goTo(paths.series({ seriesId }), 'The series has begun. Plan its first meeting')
  },
})
