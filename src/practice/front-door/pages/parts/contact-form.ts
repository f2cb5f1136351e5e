import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { type Failure, invalid, missing, type Outcome, type Problem } from '#kernel/outcome'
import { access, type Permission } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type Asked, formTag, goTo, type Path, page, type Route, type Submitted, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { type Contact, findContact, lockContact } from '../../store/contacts.ts'

interface OfContact {
  readonly contactId: string
}

/** A question about one contact: what it asks, and what is recorded when it is answered. */
export interface ContactForm<Params extends OfContact, Answers> {
  readonly path: Path<Params>
  /** Who may; whoever works on contacts, if left out. */
  readonly may?: Permission
  readonly form: z.ZodType<Answers>
  readonly title: string
  readonly button: string
  readonly uploads?: { readonly maximumBytes: number }
  readonly width?: 'two-thirds' | 'full' | 'wide'
  /** The questions, or why they cannot be asked now. */
  readonly questions: (asked: Asked<Params> & { readonly contact: Contact }) => Promise<Html | Failure> | Html | Failure
  /** Records the answers; `value` is the sentence said on the contact's page. */
  readonly record: (
    sent: Submitted<Params, unknown, Answers> & { readonly contact: Contact },
  ) => Promise<Outcome<string>>
}

/**
 * A page with one form about one contact. It is kept as a draft while typed, the contact is locked while it is recorded,
 * and it leads back to the contact.
 */
export function contactForm<Params extends OfContact, Answers>(given: ContactForm<Params, Answers>): Route {
  return page({
    path: given.path,
    may: given.may ?? access.workContacts,
    form: given.form,
    draft: true,
    ...(given.uploads ? { uploads: given.uploads } : {}),
    async view(asked) {
      const contact = await findContact(asked.tx, asked.params.contactId)
      if (contact === null) return missing('contact')
      const questions = await given.questions({ ...asked, contact })
      if ('ok' in questions) return questions
      const options = given.uploads ? { upload: true } : { autosave: true }
      return screen({
        title: given.title,
        ...(given.width ? { width: given.width } : {}),
        body: html`<p class="govuk-caption-l">Contact ${contact.reference}</p>${formTag(asked.form, options, [
          questions,
          button({ text: given.button, preventDoubleClick: true }),
        ])}`,
        back: backTo(contact),
      })
    },
    async submit(sent) {
      const contact = await lockContact(sent.tx, sent.params.contactId)
      if (contact === null) return missing('contact')
      const recorded = await given.record({ ...sent, contact })
      return recorded.ok ? goTo(paths.contact({ contactId: contact.id }), recorded.value) : recorded
    },
  })
}

const backTo = (contact: Contact) => ({
  href: paths.contact({ contactId: contact.id }),
  text: `Contact ${contact.reference}`,
})

/** A time that something happened lies neither ahead nor before the contact was received. */
export function happenedProblems(
  field: string,
  at: Temporal.Instant,
  { now }: { readonly now: Temporal.Instant },
): readonly Problem[] {
  return at.epochMilliseconds > now.epochMilliseconds
    ? [{ field, message: 'Change the time: it has not come yet' }]
    : []
}

/** The problems as a failure; null when there is none. */
export const failing = (...problems: readonly Problem[]): Failure | null =>
  problems.length > 0 ? invalid(...problems) : null
