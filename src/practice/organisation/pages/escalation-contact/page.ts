import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import {
  addEscalationContact,
  type EscalationContact,
  findAgency,
  listEscalationContacts,
  removeEscalationContact,
} from '../../store/agencies.ts'
import { longInput } from '../parts/inputs.ts'
import { contactForm } from './form.ts'
import { contactView } from './view.ts'

export const addContactPage = page({
  path: paths.addContact,
  may: access.manageOrganisation,
  form: contactForm,
  async view({ tx, params, form }) {
    const agency = await findAgency(tx, params.agencyId)
    if (agency === null) return missing('agency')
    return screen({
      title: `Name an escalation contact at ${agency.name}`,
      body: contactView(form),
      back: { href: paths.agency(params) },
    })
  },
  async submit({ tx, params, answers }) {
    if ((await findAgency(tx, params.agencyId)) === null) return missing('agency')
    const { rung, jobTitle, email, ...rest } = answers
    const added = await addEscalationContact(tx, {
      ...rest,
      agencyId: params.agencyId,
      rung: Number(rung),
      jobTitle: jobTitle ?? '',
      email: email ?? '',
    })
    return added.ok ? goTo(paths.agency(params), 'Contact named') : added
  },
})

const findContact = async (
  tx: Tx,
  params: { readonly agencyId: string; readonly contactId: string },
): Promise<EscalationContact | undefined> =>
  (await listEscalationContacts(tx, params.agencyId)).find(({ id }) => id === params.contactId)

export const removeContactPage = page({
  path: paths.removeContact,
  may: access.manageOrganisation,
  form: z.object({ why: fields.text('Say why', 1000) }),
  async view({ tx, params, form }) {
    const contact = await findContact(tx, params)
    if (contact === undefined) return missing('escalation contact')
    return screen({
      title: `Remove ${contact.name} from rung ${contact.rung}`,
      back: { href: paths.agency({ agencyId: params.agencyId }) },
      body: html`<p class="govuk-body">Nobody will be asked on this rung unless somebody else is named. That they stood here stays in the history.</p>
${formTag(form, {}, [longInput(form, { name: 'why', label: 'Why' }), button({ text: 'Remove', classes: 'govuk-button--warning' })])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const contact = await findContact(tx, params)
    if (contact === undefined) return missing('escalation contact')
    const removed = await removeEscalationContact(tx, contact, answers.why)
    return removed.ok ? goTo(paths.agency({ agencyId: params.agencyId }), 'Contact removed') : removed
  },
})
