import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { count } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput, pickOf } from '#platform/questions'
import { listInvitedAgencies } from '../../packs/issue.ts'
import { giveCopies, type LateCopies } from '../../packs/late-copies.ts'
import { paths } from '../../paths.ts'
import { invite, listInvitations, withdrawInvitation } from '../../store/invitations.ts'
import { findMeeting } from '../../store/meetings.ts'
import { agencyOptions, invitedOf, listInvitable, personOptions } from '../parts/people.ts'

const cancelled = conflict('The meeting was cancelled.', 'Plan another.')

/** Who is invited; further people and agencies, one at a time. */
export const invitePage = page({
  path: paths.invite,
  may: access.recordMeetings,
  form: z.object({
    personId: fields.optionalId('Choose a person from the list'),
    agencyId: fields.optionalId('Choose an agency from the list'),
  }),
  async view({ tx, params, form }) {
    const meeting = await findMeeting(tx, params.meetingId)
    if (meeting === null) return missing('meeting')
    if (meeting.state === 'cancelled') return cancelled
    const invited = await listInvitations(tx, meeting.id)
    const { own, partners, agencies } = await listInvitable(tx)
    return screen({
      title: `Who is invited to ${meeting.reference}`,
      back: { href: paths.meeting(params) },
      body: html`${
        invited.length === 0
          ? html`<div class="los-empty"><p class="govuk-body">Nobody is invited yet.</p></div>`
          : html`<ul class="govuk-list govuk-list--spaced">${invited.map(
              ({ id, name, agencyName, personId }) =>
                html`<li>${name}${personId !== null && agencyName !== '' && `, ${agencyName}`}${personId === null && ' (the agency)'} <a class="govuk-link" href="${paths.withdraw({ ...params, invitationId: id })}">Take back<span class="govuk-visually-hidden"> the invitation of ${name}</span></a></li>`,
            )}</ul>`
      }
<h2 class="govuk-heading-m">Invite somebody else</h2>
${formTag(form, {}, [
  pickOf(form, { name: 'personId', label: 'A person' }, personOptions([...own, ...partners]), 'Nobody'),
  pickOf(
    form,
    {
      name: 'agencyId',
      label: 'An agency as a whole',
      hint: 'Anybody of the agency who signs in sees this meeting, its minutes, and the agency’s copy of its pack.',
    },
    agencyOptions(agencies),
    'None',
  ),
  button({ text: 'Invite' }),
])}`,
    })
  },
  async submit({ tx, params, answers: { personId, agencyId } }) {
    const meeting = await findMeeting(tx, params.meetingId)
    if (meeting === null) return missing('meeting')
    if (meeting.state === 'cancelled') return cancelled
    if (personId === null && agencyId === null)
      return invalid({ field: 'personId', message: 'Choose a person or an agency' })
    const invited = invitedOf(await listInvitable(tx), {
      people: personId === null ? [] : [personId],
      agencies: agencyId === null ? [] : [agencyId],
    })
    if (invited === null) return invalid({ field: 'personId', message: 'Choose from the lists' })
    const before = new Set((await listInvitedAgencies(tx, meeting.id)).map(({ id }) => id))
    const added = await invite(tx, meeting.id, invited)
    const agencies = new Set(invited.flatMap((one) => one.agencyId ?? []).filter((id) => !before.has(id)))
    const copies = await giveCopies(tx, meeting.id, [...agencies])
    return goTo(paths.invite(params), added === 0 ? 'Invited already' : noticeOf(added, copies))
  },
})

function noticeOf(added: number, { given, without }: LateCopies): string {
  const done = `${count(added, 'invitation')} added`
  if (given.length > 0) return `${done}. The agency sees its copy of the pack that was issued`
  return without.length === 0
    ? done
    : `${done}. No copy of the issued pack was kept for this agency: it gets one when another is issued in its place`
}

/** Takes an invitation back, with the reason. A partner sees nothing of the meeting from then on. */
export const withdrawPage = page({
  path: paths.withdraw,
  may: access.recordMeetings,
  form: z.object({ reason: fields.text('Say why the invitation is taken back', 1000) }),
  async view({ tx, params, form }) {
    const invited = (await listInvitations(tx, params.meetingId)).find(({ id }) => id === params.invitationId)
    if (!invited) return missing('invitation')
    return screen({
      title: `Take back the invitation of ${invited.name}`,
      back: { href: paths.invite({ meetingId: params.meetingId }) },
      body: html`${formTag(form, {}, [
        longInput(form, { name: 'reason', label: 'Why?' }, 2),
        button({ text: 'Take it back' }),
      ])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const invited = (await listInvitations(tx, params.meetingId)).find(({ id }) => id === params.invitationId)
    if (!invited) return missing('invitation')
    await withdrawInvitation(tx, params.meetingId, invited.id, answers.reason)
    return goTo(paths.invite({ meetingId: params.meetingId }), 'The invitation has been taken back')
  },
})
