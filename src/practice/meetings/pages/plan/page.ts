import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate, startOfLondonDay } from '#kernel/clock'
import { invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, screen } from '#platform/http'
import { choicesOf, longInput, pickOf } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import { linesOf } from '../../rules/meeting.ts'
import { addItems, takeCarried } from '../../store/agenda.ts'
import { type Invited, invite, listInvitations } from '../../store/invitations.ts'
import { listMeetings, type Meeting } from '../../store/meetings.ts'
import { addMeeting } from '../../store/plan.ts'
import { findSeries, listSeries, type Series } from '../../store/series.ts'
import { agencyOptions, type Invitable, invitedOf, listInvitable, personOptions } from '../parts/people.ts'
import { isPlan, planForm, planOf, planQuestions } from './form.ts'

const form = z.object({
  seriesId: fields.id('Choose the series that the meeting belongs to'),
  ...planForm,
  agenda: fields.optionalText(5000),
  people: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen): readonly string[] => (typeof chosen === 'string' ? [chosen] : (chosen ?? []))),
  agencies: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen): readonly string[] => (typeof chosen === 'string' ? [chosen] : (chosen ?? []))),
})

/** Plans a meeting of a series. Those invited last time are ticked, and what was carried forward comes first. */
export const planPage = page({
  path: paths.plan,
  may: access.recordMeetings,
  query: z.object({ series: z.uuid({ error: 'Choose a series from the list' }).optional() }),
  form,
  async view({ tx, form: typed, query }) {
    const open = (await listSeries(tx)).filter(({ isEnded }) => !isEnded)
    if (open.length === 0) return noSeries
    const series = open.find(({ id }) => id === query.series) ?? open[0]
    const last = series === undefined ? [] : await invitedLastTime(tx, series.id)
    const invitable = await listInvitable(tx)
    return screen({
      title: 'Plan a meeting',
      back: { href: paths.meetings({}) },
      body: html`${formTag(typed, { autosave: true }, questions(typed, { open, series, invitable, last }))}`,
    })
  },
  async submit({ tx, answers }) {
    const series = await findSeries(tx, answers.seriesId)
    if (series === null) return missing('series of meetings')
    if (series.isEnded) return invalid({ field: 'seriesId', message: 'This series has ended: choose another' })
    const invitable = await listInvitable(tx)
    const plan = planOf(answers, invitable.own)
    if (!isPlan(plan)) return invalid(...plan)
    const twice = await findSameDay(tx, series.id, plan.startsAt)
    if (twice !== null)
      return invalid({ field: 'startsAt', message: `This series meets on that day already: ${twice.reference}` })
    const invited = invitedOf(invitable, answers)
    if (invited === null) return invalid({ field: 'people', message: 'Choose people and agencies from the lists' })
    const { id } = await addMeeting(tx, series, plan)
    const carried = await takeCarried(tx, series.id, id)
    await addItems(tx, id, linesOf(answers.agenda ?? ''))
    await invite(tx, id, invited)
    const notice = carried > 0 ? ', and what was carried forward is on its agenda' : ''
    return goTo(paths.meeting({ meetingId: id }), `The meeting is planned${notice}`)
  },
})

const noSeries = screen({
  title: 'Plan a meeting',
  back: { href: paths.meetings({}) },
  body: html`<p class="govuk-body">A meeting belongs to a series, and there is none yet. <a class="govuk-link" href="${paths.addSeries({})}">Begin a series</a>.</p>`,
})

/** A meeting of the series on the same London day: the same meeting entered twice, most likely. */
export async function findSameDay(
  tx: Tx,
  seriesId: string,
  startsAt: Temporal.Instant,
  but?: string,
): Promise<Meeting | null> {
  const day = londonDate(startsAt)
  const from = startOfLondonDay(day)
  const { meetings } = await listMeetings(tx, { seriesId, from, before: startOfLondonDay(day.add({ days: 1 })) })
  return meetings.find(({ id, state }) => state !== 'cancelled' && id !== but) ?? null
}

async function invitedLastTime(tx: Tx, seriesId: string): Promise<readonly Invited[]> {
  const { meetings } = await listMeetings(tx, { seriesId, limit: 1 })
  const [latest] = meetings
  return latest ? listInvitations(tx, latest.id) : []
}

interface Asked {
  readonly open: readonly Series[]
  readonly series: Series | undefined
  readonly invitable: Invitable
  readonly last: readonly Invited[]
}

function questions(form: FormState, { open, series, invitable, last }: Asked): readonly Html[] {
  const { own, partners, agencies } = invitable
  const people = last.flatMap(({ personId }) => personId ?? [])
  const whole = last.flatMap(({ personId, agencyId }) => (personId === null && agencyId !== null ? [agencyId] : []))
  return [
    pickOf(
      form,
      { name: 'seriesId', label: 'Which series does it belong to?', fallback: series?.id ?? '' },
      open.map(({ id, name }) => ({ value: id, text: name })),
    ),
    ...planQuestions(form, own, {
      place: series?.place ?? '',
      chairId: series?.chairId ?? null,
      minuteTakerId: series?.minuteTakerId ?? null,
    }),
    longInput(
      form,
      {
        name: 'agenda',
        label: 'What is it about?',
        hint: 'One item on each line. What earlier meetings carried forward comes first by itself.',
      },
      6,
    ),
    ...(agencies.length === 0
      ? []
      : [
          choicesOf(
            form,
            {
              name: 'agencies',
              label: 'Which agencies are invited?',
              hint: 'Anybody of the agency who signs in sees this meeting, its minutes, and the agency’s copy of its pack.',
              chosen: whole,
            },
            agencyOptions(agencies),
          ),
        ]),
    choicesOf(
      form,
      { name: 'people', label: 'Which people are invited?', chosen: people },
      personOptions([...own, ...partners]),
    ),
    button({ text: 'Plan the meeting' }),
  ]
}
