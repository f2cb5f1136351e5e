import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button, warningText } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { longInput } from '#platform/questions'
import { paths } from '../../paths.ts'
import { recordConcern } from '../../store/concerns.ts'

const form = z.object({
  about: fields.text('Say whom it is about', 1000),
  worry: fields.text('Say what you worry about', 4000),
})

/** A partner thinks that a strategy discussion is needed. In their words: whom it is about is matched by the front door. */
export const newConcernPage = page({
  path: paths.partner.newConcern,
  may: access.partnerPages,
  form,
  draft: true,
  async view({ form: typed }) {
    return screen({
      title: 'Raise a concern about a child',
      back: { href: paths.partner.home({}), text: 'Strategy discussions' },
      body: html`${warningText({ text: 'If a child is in danger now, ring 999, and then the front door.', iconFallbackText: 'Warning' })}
<p class="govuk-body">A manager decides whether a strategy discussion follows, and you see the answer here.</p>
${formTag(typed, { autosave: true }, [
  longInput(typed, {
    name: 'about',
    label: 'Whom is it about?',
    hint: 'Names, dates of birth, address, and who else lives there, as far as you know.',
  }),
  longInput(
    typed,
    { name: 'worry', label: 'What do you worry about?', hint: 'What you saw or heard, when, and why it worries you.' },
    6,
  ),
  button({ text: 'Send the concern' }),
])}`,
    })
  },
  async submit({ tx, user, answers, now }) {
    if (user.agencyId === null) return missing('agency')
    const { id, reference } = await recordConcern(tx, {
      ...answers,
      agencyId: user.agencyId,
      raisedBy: user.personId,
      raisedByName: user.name,
      raisedAt: now,
    })
    return goTo(paths.partner.concern({ concernId: id }), `Your concern is ${reference}. The front door sees it now`)
  },
})
