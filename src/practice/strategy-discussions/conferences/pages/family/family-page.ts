import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { conflict, type Failure, invalid, missing, type Outcome } from '#kernel/outcome'
import { access, type Permission } from '#platform/access'
import { button, checkboxes } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, goTo, type Path, page, type Route, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { listChildren, nameOf } from '#practice/children'
import { paths } from '../../../paths.ts'
import { type Discussion, findDiscussion, lockDiscussion } from '../../../store/discussions.ts'
import { type Enquiry, listEnquiriesOf } from '../../store/enquiries.ts'

/** What is asked about, and recorded for, some of the children of one discussion at once: a family is typed once. */
export interface FamilyAct<Answers> {
  readonly path: Path<{ readonly discussionId: string }>
  readonly title: string
  /** Why it is asked, above the form. */
  readonly lead?: (given: FamilyAsked) => Html | Promise<Html>
  readonly form: z.ZodType<Answers>
  /** Whose enquiry this can be recorded about as it stands. */
  readonly applies: (enquiry: Enquiry, today: Temporal.PlainDate) => boolean
  /** What to say when it is nobody's. */
  readonly none: string
  readonly questions: (given: FamilyAsked) => readonly Html[] | Promise<readonly Html[]>
  readonly submitWords: string
  /** Records it. Answers what the person is told. */
  readonly record: (given: FamilyRecorded<Answers>) => Promise<Outcome<string>>
}

export interface FamilyAsked {
  readonly tx: Tx
  readonly form: FormState
  readonly discussion: Discussion
  /** Those it can be recorded about. */
  readonly enquiries: readonly Enquiry[]
  readonly user: User
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
}

export interface FamilyRecorded<Answers> extends Omit<FamilyAsked, 'form'> {
  /** Those that were ticked. */
  readonly enquiries: readonly Enquiry[]
  readonly answers: Answers
}

/** The ticked children, by their enquiries: one box sends a word, several send a list. */
const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (typeof value === 'string' ? [value] : (value ?? [])))

/** The page of an act: who it is about, its questions, and what happens when it is sent. */
export function familyPage<Answers extends object>(
  act: FamilyAct<Answers>,
  may: Permission = access.workDiscussions,
): Route {
  return page({
    path: act.path,
    may,
    form: z.object({ children: ticked }).and(act.form),
    async view({ tx, params, form, user, now }) {
      const discussion = await findDiscussion(tx, params.discussionId)
      if (discussion === null) return missing('strategy discussion')
      const found = await applicable(tx, act, discussion, now)
      if ('ok' in found) return found
      const given = { tx, form, discussion, enquiries: found.enquiries, user, now, today: londonDate(now) }
      return screen({
        title: act.title,
        back: { href: paths.discussion(params), text: `Strategy discussion ${discussion.reference}` },
        body: html`${act.lead && (await act.lead(given))}${formTag(form, {}, [
          await childrenQuestion(given),
          ...(await act.questions(given)),
          button({ text: act.submitWords }),
        ])}`,
      })
    },
    async submit({ tx, params, answers, user, now }) {
      const discussion = await lockDiscussion(tx, params.discussionId)
      if (discussion === null) return missing('strategy discussion')
      const found = await applicable(tx, act, discussion, now)
      if ('ok' in found) return found
      const enquiries = found.enquiries.filter(({ id }) => answers.children.includes(id))
      if (enquiries.length === 0) return invalid({ field: 'children', message: 'Choose at least one child' })
      if (enquiries.length < new Set(answers.children).size)
        return conflict(
          'Something was recorded about one of these children meanwhile.',
          'Look at who is left, and send it again.',
        )
      const recorded = await act.record({ tx, discussion, enquiries, answers, user, now, today: londonDate(now) })
      return recorded.ok ? goTo(paths.discussion(params), recorded.value) : recorded
    },
  })
}

async function applicable<Answers>(
  tx: Tx,
  { applies, none }: FamilyAct<Answers>,
  { id }: Discussion,
  now: Temporal.Instant,
): Promise<{ readonly enquiries: readonly Enquiry[] } | Failure> {
  const today = londonDate(now)
  const enquiries = (await listEnquiriesOf(tx, id, today)).filter((enquiry) => applies(enquiry, today))
  return enquiries.length === 0 ? conflict(none, 'Look at the discussion as it stands now.') : { enquiries }
}

/** Ticked beforehand only where there is nobody to choose from. */
async function childrenQuestion({ tx, form, enquiries }: FamilyAsked): Promise<Html> {
  const children = await listChildren(
    tx,
    enquiries.map(({ childId }) => childId),
  )
  const names = new Map(children.map((child) => [child.id, nameOf(child)]))
  const error = form.error('children')
  const only = enquiries.length === 1 ? enquiries.map(({ id }) => id) : []
  return checkboxes({
    idPrefix: 'children',
    name: 'children',
    fieldset: { legend: { text: 'Which children?', classes: 'govuk-fieldset__legend--s' } },
    values: form.values('children', only),
    items: enquiries.map(({ id, childId }) => ({ value: id, text: names.get(childId) ?? 'A child' })),
    ...(error === undefined ? {} : { errorMessage: { text: error } }),
  })
}
