import { z } from 'zod'
import type { WorkingCalendar } from '#kernel/clock'
import { conflict, type Failure, invalid, missing, type Outcome, ok, refused } from '#kernel/outcome'
import { access } from '#platform/access'
import type { HistorySource } from '#platform/area'
import { type FormState, goTo, page, type Reply, type Route, screen, type User } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { listOwnerChoices } from '#practice/actions'
import { type AuditCase, findCase, lockCase } from '../../../cases/store/cases.ts'
import { paths } from '../../../paths.ts'
import { doingPaths } from '../../paths.ts'
import { askedBeside } from '../../rules/asked.ts'
import { whyNotCorrected } from '../../rules/correction.ts'
import { findGivenTo, type Given } from '../../store/given.ts'
import { listSubmissions, type Submission } from '../../store/submissions.ts'
import { findExcuse, getContent, hasFinalGrade, listThemes } from '../../store/tool.ts'
import { listVoices } from '../../store/voices.ts'
import { type Submitted, submitAudit } from '../../submit.ts'
import { type AuditTyped, auditSchema, type Beside } from './form.ts'
import { recordBeside } from './record.ts'
import { auditView } from './view.ts'

export interface AuditPageDeps {
  readonly publicUrl: string
  readonly histories: () => readonly HistorySource[]
}

/** Anything at all: what it has to be, the tool's own questions say. */
const typedAnswers = z.record(z.string(), z.unknown())

/** Doing an audit: the record in view, the tool's questions, grades with their reasons, and what is to be done. */
export const auditPage = ({ publicUrl, histories }: AuditPageDeps): Route =>
  page({
    path: doingPaths.audit,
    may: access.doAudits,
    form: typedAnswers,
    draft: true,
    async view({ tx, params, form, user, now, calendar }) {
      const open = await openAudit(tx, await findCase(tx, params.caseId), user)
      return open.ok ? auditScreen(tx, open.value, form, { user, now, calendar, histories: histories() }) : open
    },
    async submit({ tx, params, form, answers, user, now, calendar }) {
      const open = await openAudit(tx, await lockCase(tx, params.caseId), user)
      if (!open.ok) return open
      // A press for another place in the form: nothing is sent in, and everything typed is kept.
      if (form.value('more') !== '')
        return auditScreen(tx, open.value, form, { user, now, calendar, histories: histories() })
      const { audited, given, stands } = open.value
      const { content, beside } = await askedOf(tx, open.value)
      const read = readAudit(auditSchema(content, beside), answers)
      if (!read.ok) return read
      if ((stands?.id ?? null) !== read.value.corrects) return overtaken(audited)
      const sent = await submitAudit(tx, audited, given, read.value, { publicUrl, calendar })
      return sent.ok ? goTo(paths.case({ caseId: audited.id }), saidOf(sent.value, stands !== null)) : sent
    },
  })

interface OpenAudit {
  readonly audited: AuditCase
  readonly given: Given
  /** The audit that this person sent in and that stands; null before. */
  readonly stands: Submission | null
}

/** Opens an audit to the person to whom it stands given, and to nobody else. */
async function openAudit(tx: Tx, audited: AuditCase | null, { personId }: User): Promise<Outcome<OpenAudit>> {
  if (audited === null) return missing('audit')
  const given = await findGivenTo(tx, audited.id, personId)
  if (given === null) return refused('not the auditor to whom it is given')
  const excuse = await findExcuse(tx, audited.id)
  if (excuse !== null)
    return conflict(`${audited.reference} was excused: ${excuse}`, 'It need not be done. Ask whoever runs the audits.')
  const sent = (await listSubmissions(tx, audited.id)).filter(({ stands }) => stands)
  const stands = sent.find(({ assignmentId }) => assignmentId === given.assignmentId) ?? null
  const fixed = stands === null ? null : whyNotCorrected(personId, sent, await hasFinalGrade(tx, audited.id))
  if (fixed !== null)
    return conflict(
      `${audited.reference} cannot be corrected any more. ${fixed}`,
      'Say so to the other, or to the panel.',
    )
  return ok({ audited, given, stands })
}

async function askedOf(tx: Tx, { audited, given, stands }: OpenAudit) {
  const content = await getContent(tx, audited.toolVersionId)
  const asked = askedBeside(audited, given, content.voices)
  const heard = await listVoices(tx, audited.id)
  const hasSpoken = new Set(heard.filter(({ said }) => said !== '').map(({ personId }) => personId))
  const workers = new Map(
    audited.people.filter(({ part }) => part === 'worker').map(({ personId, name }) => [personId, name]),
  )
  const beside: Beside = {
    family: asked.voices.flatMap((who) => (who === 'worker' ? [] : [who])),
    silentWorkers: asked.voices.includes('worker')
      ? [...workers].flatMap(([personId, name]) => (hasSpoken.has(personId) ? [] : [{ personId, name }]))
      : [],
    isCorrection: stands !== null,
  }
  return { content, beside, heard, asked }
}

interface Around {
  readonly user: User
  readonly now: Tx['now']
  readonly calendar: WorkingCalendar
  readonly histories: readonly HistorySource[]
}

async function auditScreen(tx: Tx, open: OpenAudit, form: FormState, around: Around): Promise<Reply> {
  const { audited, stands } = open
  const { asked, ...questions } = await askedOf(tx, open)
  return screen({
    title: stands === null ? `Audit ${audited.reference}` : `Correct audit ${audited.reference}`,
    width: 'wide',
    back: { href: paths.case({ caseId: audited.id }), text: `About ${audited.reference}` },
    body: auditView({
      ...open,
      ...questions,
      form,
      themes: await listThemes(tx),
      owners: asked.actions ? await listOwnerChoices(tx) : null,
      record: await recordBeside(tx, audited, around),
    }),
  })
}

function readAudit(schema: z.ZodType<AuditTyped>, answers: unknown): Outcome<AuditTyped> {
  const read = schema.safeParse(answers)
  if (read.success) return ok(read.data)
  const problems = read.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }))
  return invalid(...problems.filter(({ field }, at) => problems.findIndex((other) => other.field === field) === at))
}

const overtaken = ({ reference }: AuditCase): Failure =>
  conflict(
    `${reference} was sent in from another tab meanwhile.`,
    'Look at it on its page; to put it right, correct it there.',
  )

function saidOf({ actions, isInadequate }: Submitted, isCorrection: boolean): string {
  return [
    isCorrection ? 'The correction is sent in and sealed.' : 'The audit is sent in and sealed.',
    ...(actions.length > 0 ? [`Actions set: ${actions.join(', ')}.`] : []),
    ...(isInadequate ? ['The service manager has been told, and makes a plan.'] : []),
  ].join(' ')
}
