import { type Checked, invalid, ok, type Problem } from '#kernel/outcome'
import type { NewInvitation } from '../../store/invitations.ts'
import { readWhom, type WhomOption } from '../parts/whom.ts'
import { type LookedAt, type OtherKey, others } from './form.ts'

/** Which of those in the list may be asked as what. */
export const fitting = (options: readonly WhomOption[], partner: NewInvitation['partner']): readonly WhomOption[] =>
  options.filter(({ kind }) =>
    partner === 'nhs' || partner === 'police'
      ? kind === partner
      : partner === 'local-authority'
        ? kind === 'own' || kind === 'local-authority'
        : kind === 'other' || kind === 'local-authority',
  )

/** The two who are asked from outside, always; ours is whoever chairs. */
export interface Wanted {
  readonly nhs: boolean
  readonly police: boolean
}

/** Everybody from outside whom the answers ask, or every problem with them. */
export function readInvitees(
  answers: LookedAt,
  options: readonly WhomOption[],
  wanted: Wanted,
): Checked<readonly NewInvitation[]> {
  const problems: Problem[] = []
  const found: NewInvitation[] = []
  const take = (read: ReturnType<typeof readWhom>, as: Pick<NewInvitation, 'partner' | 'healthService'>): void => {
    if (read.ok) found.push({ ...read.value, ...as })
    else problems.push(...read.problems)
  }
  if (wanted.nhs) {
    if (answers.healthService === null)
      problems.push({ field: 'healthService', message: 'Say which health service is asked' })
    take(readWhom(answers.nhs, 'nhs', fitting(options, 'nhs'), 'Choose whom of the NHS to ask'), {
      partner: 'nhs',
      healthService: answers.healthService,
    })
  }
  if (wanted.police)
    take(readWhom(answers.police, 'police', fitting(options, 'police'), 'Choose whom of the police to ask'), {
      partner: 'police',
    })
  for (const key of answers.others) take(readOther(answers, key, options), asWhat(key))
  return problems.length > 0 ? invalid(...problems) : ok(found)
}

const asWhat = (key: OtherKey): Pick<NewInvitation, 'partner' | 'healthService'> => ({
  partner: others[key].partner,
  healthService: others[key].healthService,
})

const readOther = (answers: LookedAt, key: OtherKey, options: readonly WhomOption[]) =>
  readWhom(
    answers[key],
    key,
    fitting(options, others[key].partner),
    `Say whom to ask: ${others[key].text.toLowerCase()}`,
  )
