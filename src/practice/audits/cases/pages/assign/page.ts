import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { conflict, invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { fields, goTo, page, screen } from '#platform/http'
import { paths } from '../../../paths.ts'
import { dueFor } from '../../rules/weeks.ts'
import { assign, listAssigned, listCandidates } from '../../store/assignments.ts'
import { findCase, lockCase } from '../../store/cases.ts'
import { findExcuse } from '../../store/excuses.ts'
import { readSlot, slotInWords, whyNots } from '../../words.ts'
import { assignView, takeOff } from './view.ts'

const form = z.object({
  auditorId: fields.text('Choose who audits it'),
  reason: fields.text('Say why', 2000),
})

/** Gives an audit to somebody by hand, gives it to somebody else, or takes it off. Only independent people are offered. */
export const assignPage = page({
  path: paths.assign,
  may: access.runAudits,
  form,
  async view({ tx, params, form: typed }) {
    const audited = await findCase(tx, params.caseId)
    const slot = readSlot(params.slot)
    if (audited === null || slot === null) return missing('audit')
    const standing = (await listAssigned(tx, audited.id)).find(
      ({ isLast, purpose, marker }) => isLast && purpose === slot.purpose && marker === slot.marker,
    )
    return screen({
      title: `${slotInWords(slot, audited.markers)} of ${audited.reference}`,
      back: { href: paths.case(params), text: `Audit ${audited.reference}` },
      body: assignView({ form: typed, audited, standing, candidates: await listCandidates(tx, audited, slot) }),
    })
  },
  async submit({ tx, params, answers, now, calendar }) {
    const audited = await lockCase(tx, params.caseId)
    const slot = readSlot(params.slot)
    if (audited === null || slot === null) return missing('audit')
    if (slot.purpose === 'mark' && slot.marker > audited.markers) return missing('audit')
    if ((await findExcuse(tx, audited.id)) !== null)
      return conflict('This audit has been excused.', 'Nobody is asked for it any more.')
    const auditorId = answers.auditorId === takeOff ? null : answers.auditorId
    if (auditorId !== null) {
      const chosen = (await listCandidates(tx, audited, slot)).find(({ personId }) => personId === auditorId)
      if (chosen === undefined) return invalid({ field: 'auditorId', message: 'Choose somebody from the list' })
      const why = chosen.reasons.map((reason) => whyNots[reason]).join('; ')
      if (why !== '') return invalid({ field: 'auditorId', message: `${chosen.name} ${why}. Choose somebody else` })
    }
    const dueOn = dueFor(audited, londonDate(now), calendar)
    const assigned = await assign(tx, audited, { ...slot, auditorId, reason: answers.reason, dueOn })
    if (!assigned.ok) return assigned
    return goTo(paths.case(params), auditorId === null ? 'The audit has been taken off' : 'The audit has been given')
  },
})
