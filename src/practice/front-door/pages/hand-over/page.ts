import { z } from 'zod'
import { invalid } from '#kernel/outcome'
import { timeLeftInWords, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choicesOf, longInput, pickOf } from '#platform/questions'
import { findPerson, listPeople, namesOf } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { outcomeDueAt } from '../../rules/clocks.ts'
import { listHandOvers, recordHandOver } from '../../store/hand-overs.ts'
import { listClaimedBy } from '../../store/waiting.ts'

const handOverForm = z.object({
  contacts: z
    .union([z.uuid('Choose contacts from the list'), z.array(z.uuid('Choose contacts from the list'))])
    .default([]),
  toPerson: fields.optionalId('Choose a person from the list'),
  note: fields.text('Say what the next shift needs to know', 4000),
})

/** Hands over a shift: the note, and the contacts that go with it, to somebody or to whoever comes on. */
export const handOverPage = page({
  path: paths.handOver,
  may: access.workContacts,
  form: handOverForm,
  draft: true,
  async view({ tx, form, user, now }) {
    const mine = await listClaimedBy(tx, user.personId)
    const people = await listPeople(tx, { anyRole: [...access.workContacts.roles], employer: 'own' })
    const others = people.filter(({ id }) => id !== user.personId)
    return screen({
      title: 'Hand over the shift',
      back: { href: paths.board({}), text: 'Duty board' },
      body: html`${formTag(form, { autosave: true }, [
        mine.length === 0
          ? html`<p class="govuk-body">No contact that waits is under your name. A note alone can be handed over.</p>`
          : choicesOf(
              form,
              { name: 'contacts', label: 'Contacts that go with it' },
              mine.map(({ contactId, reference, receivedAt, worry }) => ({
                value: contactId,
                text: `${reference}: ${timeLeftInWords(outcomeDueAt(receivedAt), now).text}`,
                hint: worry,
              })),
            ),
        pickOf(
          form,
          { name: 'toPerson', label: 'To whom?' },
          others.map(({ id, name, teamName }) => ({
            value: id,
            text: teamName === null ? name : `${name}, ${teamName}`,
          })),
          'Whoever comes on',
        ),
        longInput(form, { name: 'note', label: 'What does the next shift need to know?' }, 6),
        button({ text: 'Hand over', preventDoubleClick: true }),
      ])}${await earlierNotes(tx, now)}`,
    })
  },
  async submit({ tx, answers, user }) {
    const { toPerson, note } = answers
    const contactIds = typeof answers.contacts === 'string' ? [answers.contacts] : answers.contacts
    const mine = new Set((await listClaimedBy(tx, user.personId)).map(({ contactId }) => contactId))
    if (contactIds.some((id) => !mine.has(id)))
      return invalid({ field: 'contacts', message: 'Choose again: one of these contacts is no longer yours' })
    if (toPerson !== null && (await findPerson(tx, toPerson)) === null)
      return invalid({ field: 'toPerson', message: 'Choose a person from the list' })
    await recordHandOver(tx, { fromPerson: user.personId, toPerson, note, contactIds })
    return goTo(paths.board({}), 'The shift is handed over')
  },
})

async function earlierNotes(
  tx: Parameters<typeof listHandOvers>[0],
  now: Parameters<typeof listHandOvers>[1],
): Promise<Html> {
  const notes = await listHandOvers(tx, now.subtract({ hours: 72 }))
  const names = await namesOf(
    tx,
    notes.flatMap(({ fromPerson, toPerson }) => [fromPerson, ...(toPerson === null ? [] : [toPerson])]),
  )
  return html`<h2 class="govuk-heading-m">Notes of the last three days</h2>${
    notes.length === 0
      ? html`<p class="govuk-body">No shift has been handed over in the last three days.</p>`
      : html`<ul class="govuk-list">${notes.map(
          ({ fromPerson, toPerson, note, recordedAt, contactIds }) =>
            html`<li><span class="los-quiet">${whenInWords(recordedAt, now)}, ${names.get(fromPerson)} to ${toPerson === null ? 'whoever came on' : names.get(toPerson)}, ${contactIds.length} with it</span><br><span class="los-lines">${note}</span></li>`,
        )}</ul>`
  }`
}
