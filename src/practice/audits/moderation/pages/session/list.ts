import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { invalid } from '#kernel/outcome'
import { dateInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, listTable } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, may, page, screen } from '#platform/http'
import { pickOf, textInput } from '#platform/questions'
import { findStandingVersion, recordCycle } from '../../../cases/store/cycles.ts'
import { paths } from '../../../paths.ts'
import { moderationPaths } from '../../paths.ts'
import { listSessions, listToolChoices } from '../../store/sessions.ts'

/** Standardisation sessions: everybody grades the same cases, of which a grade was agreed beforehand. */
export const sessionsPage = page({
  path: moderationPaths.sessions,
  may: access.seeAudits,
  async view({ tx, user }) {
    const sessions = await listSessions(tx)
    return screen({
      title: 'Standardisation sessions',
      width: 'wide',
      back: { href: paths.home({}), text: 'Audits' },
      body: html`<p class="govuk-body">Everybody invited grades the same cases, each on their own. When theirs is sealed they see the grade that was agreed beforehand, why, and what the others came to.</p>
${may(user, access.runAudits) && button({ text: 'Plan a session', href: moderationPaths.newSession({}) })}
${listTable({
  caption: 'Sessions, the latest first',
  columns: ['Session', 'Tool', 'Due'].map((heading) => ({ key: heading, heading })),
  rows: sessions.map(({ id, reference, name, toolName, dueOn }) => ({
    id,
    cells: [
      html`<a class="govuk-link" href="${moderationPaths.session({ cycleId: id })}">${reference} ${name}</a>`,
      toolName,
      dateInWords(dueOn),
    ],
  })),
  ...{ page: 1, perPage: 200, total: sessions.length, hrefFor: () => moderationPaths.sessions({}) },
  empty: html`<p class="govuk-body">No session has been planned yet.</p>`,
})}`,
    })
  },
})

const form = z.object({
  name: fields.text('Say what it is called', 200),
  toolId: fields.id('Choose a tool'),
  dueOn: fields.day('Give the day by which everybody is to have graded'),
})

export const newSessionPage = page({
  path: moderationPaths.newSession,
  may: access.runAudits,
  form,
  async view({ tx, form: typed }) {
    const tools = await listToolChoices(tx)
    return screen({
      title: 'Plan a standardisation session',
      back: { href: moderationPaths.sessions({}), text: 'Standardisation sessions' },
      body:
        tools.length === 0
          ? html`<p class="govuk-body">No tool has been published yet. <a class="govuk-link" href="${paths.tools({})}">Publish one first</a>.</p>`
          : formTag(typed, {}, [
              textInput(typed, {
                name: 'name',
                label: 'What is it called?',
                hint: 'Such as: Standardisation, autumn 2026',
              }),
              pickOf(
                typed,
                { name: 'toolId', label: 'With which tool?' },
                tools.map(({ id, name }) => ({ value: id, text: name })),
              ),
              textInput(
                typed,
                { name: 'dueOn', label: 'Graded by when?', hint: 'Such as 21/12/2026' },
                { classes: 'govuk-input--width-10' },
              ),
              button({ text: 'Plan it', preventDoubleClick: true }),
            ]),
    })
  },
  async submit({ tx, answers, now }) {
    const today = londonDate(now)
    if (Temporal.PlainDate.compare(answers.dueOn, today) < 0)
      return invalid({ field: 'dueOn', message: 'Give a day that is still to come' })
    const version = await findStandingVersion(tx, { id: answers.toolId })
    if (version === null) return invalid({ field: 'toolId', message: 'Choose a tool from the list' })
    const id = await recordCycle(tx, {
      ...{ kind: 'standardisation', name: answers.name, toolVersionId: version.id, dueOn: answers.dueOn },
      ...{ fromDay: today, toDay: today.add({ days: 1 }), moderatedPercent: 0 },
    })
    return goTo(
      moderationPaths.session({ cycleId: id ?? '' }),
      'The session is planned. Add its cases, then invite people',
    )
  },
})
