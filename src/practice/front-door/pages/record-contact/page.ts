import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import type { HistorySource } from '#platform/area'
import { type Asked, goTo, page, type Reply, type Route, type Submitted, screen } from '#platform/http'
import { decidersOnDuty, listTeams, readSettings } from '#practice/organisation'
import { paths } from '../../paths.ts'
import { type DangerCall, findContactAfterCall, findDangerCall } from '../../store/danger-calls.ts'
import { gatherKnown } from '../../store/known.ts'
import type { Stepped as SteppedAnswers } from '../parts/fields.ts'
import { readListed } from './children-typed.ts'
import { contactForm, type RecordedAnswers } from './form.ts'
import { recordAnswers } from './record.ts'
import { type Stepped, takeStep } from './steps.ts'
import { recordView } from './view.ts'

interface Way {
  readonly call: DangerCall | null
  readonly isLateEntry: boolean
}

type Answered = Submitted<unknown, unknown, SteppedAnswers<RecordedAnswers>>

/** Recording a contact, by the three ways to it: as it comes, after help was called, and from paper. */
export const recordContactPages = (histories: () => readonly HistorySource[]): readonly Route[] => [
  page({
    path: paths.recordContact,
    may: access.recordContacts,
    form: contactForm,
    draft: true,
    view: (asked) => shown(asked, stepless(asked), ordinary, histories()),
    submit: (sent) => submitted(sent, ordinary, histories()),
  }),
  page({
    path: paths.lateEntry,
    may: access.recordContacts,
    form: contactForm,
    draft: true,
    view: (asked) => shown(asked, stepless(asked), lateEntry, histories()),
    submit: (sent) => submitted(sent, lateEntry, histories()),
  }),
  page({
    path: paths.recordAfterCall,
    may: access.recordContacts,
    form: contactForm,
    draft: true,
    async view(asked) {
      const call = await findDangerCall(asked.tx, asked.params.callId)
      if (call === null) return missing('emergency call')
      const contactId = await findContactAfterCall(asked.tx, call.id)
      if (contactId !== null) return goTo(paths.contact({ contactId }))
      return shown(asked, stepless(asked), { call, isLateEntry: false }, histories())
    },
    async submit(sent) {
      const call = await findDangerCall(sent.tx, sent.params.callId)
      return call === null ? missing('emergency call') : submitted(sent, { call, isLateEntry: false }, histories())
    },
  }),
]

const ordinary: Way = { call: null, isLateEntry: false }
const lateEntry: Way = { call: null, isLateEntry: true }

const stepless = ({ form }: Pick<Asked<unknown>, 'form'>): Stepped => ({ form, found: null, duplicates: null })

async function submitted(sent: Answered, way: Way, histories: readonly HistorySource[]) {
  const { tx, form, answers } = sent
  if (answers.step !== null) {
    const step = await takeStep(tx, form, answers.step)
    return step.ok ? shown(sent, step.value, way, histories) : step
  }
  const recorded = await recordAnswers(sent, answers.answers, { dangerCallId: way.call?.id ?? null, ...way })
  if (!recorded.ok) return recorded
  const { id, reference } = recorded.value
  return goTo(paths.contact({ contactId: id }), `Contact ${reference} recorded`)
}

async function shown(
  { tx, now }: Pick<Asked<unknown>, 'tx' | 'now'>,
  step: Stepped,
  way: Way,
  histories: readonly HistorySource[],
): Promise<Reply> {
  const childIds = readListed(step.form).flatMap(({ id }) => (id === '' ? [] : [id]))
  const known = await gatherKnown(tx, childIds, histories)
  const { lateEntryMinutes } = await readSettings(tx)
  const deciders = (await decidersOnDuty(tx, now)).map(({ name }) => name)
  const body = recordView({ step, known, now, teams: await listTeams(tx), deciders, lateEntryMinutes, ...way })
  const title = way.isLateEntry ? 'Enter a contact taken on paper' : 'Record a contact'
  return screen({ title, body, width: 'wide', back: { href: paths.board({}) } })
}
