import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { formTag, page, type Route, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { invitationHours, invitePerson } from '../../store/joining.ts'
import { findPerson } from '../../store/people.ts'
import { linkView } from './view.ts'

/** A new one-time link for somebody who lost theirs or forgot their password. */
export const oneTimeLink = (publicUrl: string): Route =>
  page({
    path: paths.personLink,
    may: access.manageOrganisation,
    async view({ tx, params, form }) {
      const person = await findPerson(tx, params.personId)
      if (!person?.isActive) return missing('person')
      return screen({
        title: `Make a one-time link for ${person.name}`,
        back: { href: paths.person(params) },
        body: html`<p class="govuk-body">Whoever has the link can choose ${person.name}’s password. Make one only when you can give it to them yourself, face to face or by a call you made. It can be used once, within ${invitationHours} hours.</p>
${formTag(form, {}, button({ text: 'Make the link' }))}`,
      })
    },
    async submit({ tx, params }) {
      const person = await findPerson(tx, params.personId)
      if (!person?.isActive) return missing('person')
      return linkView(person, await invitePerson(tx, person.id), publicUrl)
    },
  })
