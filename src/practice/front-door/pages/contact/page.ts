import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import type { HistorySource } from '#platform/area'
import { page, type Route, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { findContact } from '../../store/contacts.ts'
import { gather } from './gather.ts'
import { contactView } from './view.ts'

export const contactPage = (histories: () => readonly HistorySource[]): Route =>
  page({
    path: paths.contact,
    may: access.readRecords,
    async view({ tx, params, user, now, calendar }) {
      const contact = await findContact(tx, params.contactId)
      if (contact === null) return missing('contact')
      const gathered = await gather(tx, contact, histories())
      return screen({
        title: `Contact ${contact.reference}`,
        body: contactView({ ...gathered, user, now, calendar }),
        width: 'wide',
        back: { href: paths.board({}), text: 'Duty board' },
      })
    },
  })
