import { z } from 'zod'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, goTo, may, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { endProblem } from '../../rules/gaps.ts'
import { findAbsence } from '../../store/absences.ts'
import { changeCover, findCover, recordCover } from '../../store/cover.ts'
import { listPeople } from '../../store/people.ts'
import { changeForm } from '../absence-form/view.ts'
import { spanInWords } from '../parts/away.ts'
import { asTyped, pickOf, timeInput } from '../parts/inputs.ts'
import { peopleOptions } from '../parts/people.ts'
import { changeCoverForm, newCoverForm } from './form.ts'

export const addCoverPage = page({
  path: paths.addCover,
  may: access.recordAbsences,
  /** The absence that is to be covered: then its person and its time stand in the form. */
  query: z.object({ absence: z.uuid().optional() }),
  form: newCoverForm,
  async view({ tx, form, query }) {
    const absence = query.absence === undefined ? null : await findAbsence(tx, query.absence)
    const people = peopleOptions(await listPeople(tx, { employer: 'own' }))
    const body = formTag(form, {}, [
      pickOf(form, { name: 'personId', label: 'Who is covered', fallback: absence?.personId ?? '' }, people),
      pickOf(
        form,
        {
          name: 'coveredBy',
          label: 'Who covers',
          hint: 'Their reviews, what climbs to them and their shifts go to this person. Somebody who decides can only be covered by somebody who may.',
        },
        people,
      ),
      timeInput(form, { name: 'startsAt', label: 'Covers from', fallback: asTyped(absence?.startsAt ?? null) }),
      timeInput(form, {
        name: 'endsAt',
        label: 'Covers until (optional)',
        hint: 'Leave it empty if nobody knows yet.',
        fallback: asTyped(absence?.endsAt ?? null),
      }),
      button({ text: 'Record the cover' }),
    ])
    const back = absence === null ? paths.absences({}) : paths.absence({ absenceId: absence.id })
    return screen({ title: 'Record cover', body, back: { href: back } })
  },
  async submit({ tx, answers }) {
    const problem = endProblem(answers)
    if (problem !== null) return invalid({ field: 'endsAt', message: problem })
    const recorded = await recordCover(tx, answers)
    return recorded.ok ? goTo(paths.absences({}), 'Cover recorded') : recorded
  },
})

export const coverPage = page({
  path: paths.cover,
  may: access.seeOrganisation,
  maySubmit: access.recordAbsences,
  form: changeCoverForm,
  async view({ tx, params, form, user, now }) {
    const cover = await findCover(tx, params.coverId)
    if (cover === null) return missing('cover')
    return screen({
      title: `${cover.coveredByName} covers ${cover.personName}`,
      back: { href: paths.absences({}) },
      body: html`<p class="govuk-body">${spanInWords(cover, now)}.</p>
${may(user, access.recordAbsences) && html`<h2 class="govuk-heading-m">Change it</h2>${changeForm(form, cover, 'It ends at another time', 'It never was: it was entered by mistake')}`}`,
    })
  },
  async submit({ tx, params, answers }) {
    const cover = await findCover(tx, params.coverId)
    if (cover === null) return missing('cover')
    const { change, endsAt, why } = answers
    const problem = change === 'ends' ? endProblem({ startsAt: cover.startsAt, endsAt }) : null
    if (problem !== null) return invalid({ field: 'endsAt', message: problem })
    const changed = await changeCover(tx, cover, change === 'never' ? { isCancelled: true, why } : { endsAt, why })
    return changed.ok ? goTo(paths.absences({}), 'Cover changed') : changed
  },
})
