import type { Chance } from '../random.ts'

/** Which family a contact is about, and which of its children were named: one bit for each, in the family's order. */
export interface Chosen {
  readonly family: number
  readonly isNew: boolean
  /** Bits of the children of the earlier referral that this one is about again; 0 for whoever is told of. */
  readonly children: number
  /** Day number on which the family was first heard of. */
  readonly heardOn: number
}

/** Who came when. Numbers alone are kept: a family can be made again from its own. */
export interface Acquaintance {
  /** Who a referral is about; `again` says that the same children were referred in the twelve months before. */
  forReferral(today: number, again: boolean): Chosen
  /** Who a contact that comes to no referral is about. */
  forContact(today: number): Chosen
  remember(family: number, children: number, today: number, isReferral: boolean): void
}

const twelveMonths = 364

/** Shares of contacts about families of the last twelve months, where no referral was made then or comes of it now. */
const knownBefore = { referral: 0.3, contact: 0.34 } as const

/**
 * Nobody is known at first. A wanted share of referrals is then about children who were referred in the twelve months before, and
 * the others are not, so that re-referrals come out as they were published.
 */
export function acquaintance(dice: Chance): Acquaintance {
  const heardOn: number[] = []
  const referredOn: number[] = []
  const [referrals, contacts] = [recentOnes(dice), recentOnes(dice)]
  const fresh = (today: number): Chosen => {
    heardOn.push(today)
    return { family: heardOn.length - 1, isNew: true, children: 0, heardOn: today }
  }
  const known = (family: number, children: number): Chosen => ({
    family,
    isNew: false,
    children,
    heardOn: heardOn[family] ?? 0,
  })
  const isUnreferred = (family: number, today: number): boolean => (referredOn[family] ?? 0) < today - twelveMonths - 2
  return {
    forReferral(today, again) {
      const before = again ? referrals.draw(today) : null
      // The case system tells referrals apart by child and day: nobody is referred twice on one.
      if (before !== null && referredOn[before.family] !== today) return known(before.family, before.children)
      const heard = dice.happens(knownBefore.referral) ? contacts.draw(today) : null
      return heard !== null && isUnreferred(heard.family, today) ? known(heard.family, 0) : fresh(today)
    },
    forContact(today) {
      const before = dice.happens(knownBefore.contact) ? contacts.draw(today) : null
      return before === null ? fresh(today) : known(before.family, 0)
    },
    remember(family, children, today, isReferral) {
      contacts.add(family, children, today)
      if (!isReferral) return
      referrals.add(family, children, today)
      referredOn[family] = today
    },
  }
}

interface Remembered {
  readonly family: number
  readonly children: number
}

interface RecentOnes {
  add(family: number, children: number, today: number): void
  /** One of an earlier day within twelve months, the last weeks more often; null when there is none. */
  draw(today: number): Remembered | null
}

/** Beyond these, what is older than twelve months is let go. */
const letGoBeyond = 50_000

function recentOnes(dice: Chance): RecentOnes {
  let kept: (Remembered & { readonly day: number })[] = []
  let first = 0
  return {
    add(family, children, day) {
      kept.push({ family, children, day })
    },
    draw(today) {
      while ((kept[first]?.day ?? today) < today - twelveMonths) first += 1
      if (first > letGoBeyond) {
        kept = kept.slice(first)
        first = 0
      }
      for (let tries = 0; tries < 5 && kept.length > first; tries += 1) {
        const found = kept[first + Math.floor((kept.length - first) * dice.next() ** 0.75)]
        if (found !== undefined && found.day < today) return found
      }
      return null
    },
  }
}
