import { z } from 'zod'
import { fields } from '#platform/http'
import { type ActionAnswers, actionAnswers } from '#practice/actions'
import type { AuditAnswers } from '../../../tools/asking/answers.ts'
import { answersSchema } from '../../../tools/asking/schema.ts'
import type { ToolContent } from '../../../tools/content.ts'
import { findingKindNames, type Voice } from '../../../words.ts'
import type { Finding } from '../../store/submissions.ts'
import type { NewHeard } from '../../store/voices.ts'

/** A whole audit as it was typed and read. */
export interface AuditTyped extends AuditAnswers {
  readonly wentWell: string
  readonly learning: string
  readonly findings: readonly Finding[]
  /** With the place of each in the form, so that a complaint finds it. */
  readonly actions: readonly (ActionAnswers & { readonly place: number })[]
  readonly voices: readonly NewHeard[]
  readonly corrects: string | null
  readonly correctionReason: string
}

/** Which questions beside the tool's stand in the form. */
export interface Beside {
  readonly family: readonly Exclude<Voice, 'worker'>[]
  /** Workers who have written no reflection: why not is asked. */
  readonly silentWorkers: readonly { readonly personId: string; readonly name: string }[]
  readonly isCorrection: boolean
}

/** Reads a whole audit, or says of each answer what is wrong with it. */
export const auditSchema = (content: ToolContent, beside: Beside): z.ZodType<AuditTyped> =>
  answersSchema(content)
    .and(
      z.object({
        wentWell: fields.text('Say what went well, or that nothing did', 5000),
        learning: fields.text('Say what is to be learned from it, or that nothing is', 5000),
        finding: z.array(findingSlot).prefault([]),
        action: z.array(actionSlot).prefault([]),
        voice: familySchema(beside.family),
        worker: silentSchema(beside.silentWorkers),
        corrects: fields.optionalId('Open the page again'),
        correctionReason: beside.isCorrection
          ? fields.text('Say why the audit is corrected', 2000)
          : fields.optionalText(2000).transform((reason) => reason ?? ''),
      }),
    )
    .transform(({ finding, action, voice, worker, ...rest }) => ({
      ...rest,
      findings: finding.flatMap((found) => (found === null ? [] : [found])),
      actions: action.flatMap((typed, place) => (typed === null ? [] : [{ ...typed, place }])),
      voices: [...voice, ...worker],
    }))

const optional = fields.optionalText(5000)
const slotFields = z.object({
  kind: optional,
  theme: fields.optionalId('Choose a theme from the list'),
  words: optional,
})

/** One finding; null for a place that was left empty. */
const findingSlot = slotFields.transform(({ kind, theme, words }, context): Finding | null => {
  const known = findingKindNames.find((name) => name === kind)
  if (words === null && known === undefined && theme === null) return null
  if (words === null) context.addIssue({ code: 'custom', path: ['words'], message: 'Say what was found' })
  if (known === undefined)
    context.addIssue({ code: 'custom', path: ['kind'], message: 'Say whether it went well or is to improve' })
  return known === undefined || words === null ? z.NEVER : { kind: known, themeId: theme, words }
})

/** One action; null for a place that was left empty. */
export const actionSlot = z.record(z.string(), z.unknown()).transform((typed, context): ActionAnswers | null => {
  if (Object.values(typed).every((value) => value === '')) return null
  const read = actionAnswers.safeParse(typed)
  if (read.success) return read.data
  for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path, message })
  return z.NEVER
})

const unsaid = { asked: '', agreedWith: '', said: '', whyNot: '' }
const familyAnswer = z
  .object({ asked: optional, agreedWith: optional, said: optional, whyNot: optional })
  .prefault(unsaid)

/** Asked, with whom that was agreed and what they said; or not asked, and why, which is an answer as well. */
const familySchema = (family: Beside['family']): z.ZodType<readonly NewHeard[]> =>
  z
    .object(Object.fromEntries(family.map((who) => [who, familyAnswer.transform(heardFrom(who))])))
    .prefault({})
    .transform((heard) => Object.values(heard))

const heardFrom =
  (who: Exclude<Voice, 'worker'>) =>
  (typed: z.output<typeof familyAnswer>, context: z.RefinementCtx): NewHeard => {
    const called = who === 'child' ? 'the child' : 'the parents'
    const complain = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    const wasAsked = typed.asked === 'yes'
    if (!wasAsked && typed.asked !== 'no')
      complain('asked', `Say whether ${called} ${who === 'child' ? 'was' : 'were'} asked`)
    if (wasAsked && typed.agreedWith === null)
      complain('agreedWith', `Say with whom of the team it was agreed to ask ${called}`)
    if (wasAsked && typed.said === null) complain('said', `Say what ${called} said`)
    if (typed.asked === 'no' && typed.whyNot === null)
      complain('whyNot', `Say why ${called} ${who === 'child' ? 'was' : 'were'} not asked`)
    return {
      ...{ who, personId: null, moment: 'before', wasAsked },
      ...{ whyNot: wasAsked ? '' : (typed.whyNot ?? ''), said: wasAsked ? (typed.said ?? '') : '' },
      agreedWith: wasAsked ? (typed.agreedWith ?? '') : '',
    }
  }

const silentSchema = (workers: Beside['silentWorkers']): z.ZodType<readonly NewHeard[]> =>
  z
    .object(
      Object.fromEntries(
        workers.map(({ personId, name }) => [
          personId,
          z
            .object({ whyNot: fields.text(`Say why there is no reflection by ${name}`, 2000) })
            .prefault({ whyNot: '' })
            .transform(({ whyNot }): NewHeard => silent(personId, whyNot)),
        ]),
      ),
    )
    .prefault({})
    .transform((heard) => Object.values(heard))

const silent = (personId: string, whyNot: string): NewHeard => ({
  ...{ who: 'worker', personId, moment: 'before', wasAsked: true, whyNot, said: '', agreedWith: '' },
})
