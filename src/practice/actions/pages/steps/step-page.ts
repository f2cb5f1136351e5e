import type { z } from 'zod'
import { conflict, type Failure, missing, refused } from '#kernel/outcome'
import type { Permission } from '#platform/access'
import { button } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { type FormState, formTag, goTo, type Path, page, type Route, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import { stepsOpenTo } from '../../rules/steps.ts'
import type { Action } from '../../store/actions.ts'
import { askerOf } from '../../store/asker.ts'
import { lastStanding, listSteps, lockAction, type NewStep, recordStep, type Step } from '../../store/steps.ts'
import { type StepKind, states } from '../../words.ts'

interface StepPage<Answers> {
  readonly path: Path<{ readonly actionId: string }>
  readonly may: Permission
  /** The steps that the page can record: it is there while one of them is open to whoever looks. */
  readonly kinds: readonly StepKind[]
  readonly title: (reference: string) => string
  readonly form: z.ZodType<Answers>
  readonly questions: (given: {
    readonly action: Action
    readonly last: Step | null
    readonly form: FormState
    readonly tx: Tx
  }) => Promise<Html> | Html
  readonly press: string
  /** What the answers record, or what is wrong with them. */
  readonly step: (given: {
    readonly action: Action
    readonly last: Step | null
    readonly answers: Answers
    readonly tx: Tx
  }) => Promise<NewStep | Failure> | NewStep | Failure
  readonly notice: string
}

/** A page that records one step on an action: it shows what is to be done, asks, and goes back to the action. */
export function stepPage<Answers>(given: StepPage<Answers>): Route {
  return page({
    path: given.path,
    may: given.may,
    form: given.form,
    draft: true,
    async view({ tx, params, form, user }) {
      const found = await opened(tx, params.actionId, user, given.kinds)
      if ('ok' in found) return found
      const { action, last } = found
      return screen({
        title: given.title(action.reference),
        back: { href: paths.action(params) },
        body: html`<p class="govuk-body los-lines">${action.what}</p>
${formTag(form, { autosave: true }, [await given.questions({ action, last, form, tx }), button({ text: given.press })])}`,
      })
    },
    async submit({ tx, params, answers, user }) {
      const found = await opened(tx, params.actionId, user, given.kinds)
      if ('ok' in found) return found
      const step = await given.step({ ...found, answers, tx })
      if ('ok' in step) return step
      if (!found.open.has(step.kind)) return refused('not allowed to do this on this action')
      await recordStep(tx, found.action, step)
      return goTo(paths.action(params), given.notice)
    },
  })
}

interface Opened {
  readonly action: Action
  readonly last: Step | null
  readonly open: ReadonlySet<StepKind>
}

/** The action, locked, with what may follow on it; or why nothing of this page may. */
async function opened(tx: Tx, actionId: string, user: User, kinds: readonly StepKind[]): Promise<Opened | Failure> {
  const action = await lockAction(tx, actionId)
  if (action === null) return missing('action')
  const last = lastStanding(await listSteps(tx, actionId))
  const open = stepsOpenTo({ ...action, lastStep: last }, await askerOf(tx, user))
  if (kinds.some((kind) => open.has(kind))) return { action, last, open }
  if (kinds.some((kind) => fits(action, kind))) return refused('not allowed to do this on this action')
  const stands = action.state === 'open' ? 'still to be done' : states[action.state].toLowerCase()
  return conflict(`Action ${action.reference} is ${stands}.`, 'Open the action again to see what became of it.')
}

/** Whether the step could follow at all, whoever recorded it. */
function fits({ state }: Action, kind: StepKind): boolean {
  if (kind === 'verified' || kind === 'not-accepted') return state === 'done'
  if (kind === 'cancelled') return state === 'open' || state === 'done'
  return kind === 'taken-back' || state === 'open'
}
