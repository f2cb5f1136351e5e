import { type Partner, partners } from '../../words.ts'
import type { Snapshot } from './facts.ts'
import { aboutTheAuthority, type Finding, type Rule } from './finding.ts'
import { lateAfter, latest } from './instants.ts'
import { agencyOf } from './partners.ts'

/** What an agency promised to send by a day, and what a professional is owed an answer to. */
export const promisesAndChallenges: Rule = (snapshot) => [...promises(snapshot), ...challenges(snapshot)]

const isPartner = (word: string): word is Partner => Object.hasOwn(partners, word)

function promises(snapshot: Snapshot): readonly Finding[] {
  if (snapshot.state !== 'due' && snapshot.state !== 'held') return []
  const fulfilled = new Set(snapshot.information.map(({ fulfils }) => fulfils))
  return snapshot.information.flatMap(({ id, partner, agencyId, promisedBy, knownAt }) =>
    promisedBy === null || fulfilled.has(id)
      ? []
      : [
          {
            ...aboutTheAuthority('information-not-sent', id, latest(lateAfter(promisedBy), knownAt)),
            partner: isPartner(partner) ? partner : null,
            agencyId: agencyId ?? agencyOf(snapshot, partner),
          },
        ],
  )
}

const challenges = (snapshot: Snapshot): readonly Finding[] =>
  challengeFindings({ ...snapshot, isHeld: snapshot.state === 'held' })

/** A professional who says that holding none is wrong says that a child is at risk: that does not wait for Monday. */
export function challengeFindings({
  challenges: raised,
  challengeAnswers,
  isHeld,
}: Pick<Snapshot, 'challenges' | 'challengeAnswers'> & { readonly isHeld: boolean }): readonly Finding[] {
  const answered = new Set(challengeAnswers.map(({ id }) => id))
  return raised
    .filter(({ id }) => !answered.has(id))
    .map(({ id, about, knownAt }) => ({
      ...aboutTheAuthority('challenge-not-answered', id, knownAt),
      pace: { kind: about === 'not-holding' && !isHeld ? 'round-the-clock' : 'working-days' },
    }))
}
