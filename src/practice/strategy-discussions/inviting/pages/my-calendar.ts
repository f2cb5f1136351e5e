import { z } from 'zod'
import { whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, type Route, screen } from '#platform/http'
import { endLinks, listLinks, renewLink } from '#platform/links'
import { paths } from '../../paths.ts'
import { feedPurpose } from '../words.ts'

const form = z.object({ wanted: fields.choice(['make', 'end'], 'Say what to do with the address') })

/** One's own calendar of discussions: an address to subscribe to, made anew or ended whenever somebody likes. */
export const myCalendarPage = (publicUrl: string): Route =>
  page({
    path: paths.calendar,
    may: access.subscribeCalendar,
    form,
    async view({ tx, user, form: typed, now }) {
      const standing = (await listLinks(tx, feedPurpose, [user.personId])).find(({ endedAt }) => endedAt === null)
      return screen({
        title: 'My calendar of strategy discussions',
        back: { href: '/', text: 'My work' },
        body: html`<p class="govuk-body">Outlook, Google and telephones can follow the discussions that you chair, take the minutes of or are asked to: references, times and places, and no child’s name. They look again by themselves, some only once a day: mail is quicker.</p>
${standing === undefined ? html`<p class="govuk-body">You have no address yet.</p>` : html`<p class="govuk-body">Your address was made ${whenInWords(standing.madeAt, now)}. It is not kept here and cannot be shown again: if it is lost, or somebody else has it, make a new one, and the old one ends.</p>`}
${pressed(typed, 'make', standing === undefined ? 'Make an address' : 'Make a new address')}
${standing !== undefined && pressed(typed, 'end', 'End the address')}`,
      })
    },
    async submit({ tx, user, answers }) {
      if (answers.wanted === 'end') {
        await endLinks(tx, feedPurpose, user.personId)
        return goTo(paths.calendar({}), 'Your address has ended: calendars that follow it get nothing more')
      }
      const token = await renewLink(tx, { purpose: feedPurpose, subjectId: user.personId, expiresAt: null })
      return screen({
        title: 'Your calendar’s address',
        back: { href: paths.calendar({}) },
        body: html`<p class="govuk-body">Copy it into your calendar now: “subscribe” or “add by address”. It is shown this once. Whoever has it sees when you meet, so give it to nobody.</p>
${insetText({ html: html`<span class="los-link">${publicUrl}${paths.feed({ token })}</span>` })}`,
      })
    },
  })

const pressed = (form: FormState, wanted: 'make' | 'end', text: string): Html =>
  formTag(form, {}, [
    html`<input type="hidden" name="wanted" value="${wanted}">`,
    button({ text, ...(wanted === 'end' ? { classes: 'govuk-button--secondary' } : {}) }),
  ])
