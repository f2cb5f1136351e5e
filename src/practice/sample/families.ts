import type { Temporal } from 'temporal-polyfill'
import { londonDate } from '#kernel/clock'
import { newId } from '#kernel/ids'
import type { Tx } from '#platform/transaction'
import { addChildren, addHousehold, allocate, type NewChild, type NewMember } from '#practice/children'
import { familyNames, givenNames } from './names.ts'
import type { Chance } from './random.ts'
import type { Staff } from './staff.ts'

/** A family of the sample: the children's ids and how they are called in a referrer's words. */
export interface Family {
  readonly children: readonly { readonly id: string; readonly givenName: string }[]
}

/** Families of one to four children with the adults around them; some are already allocated to an area team. */
export async function makeFamilies(tx: Tx, dice: Chance, staff: Staff, howMany: number): Promise<readonly Family[]> {
  const today = londonDate(tx.now)
  const families = Array.from({ length: howMany }, () => makeFamily(dice, today))
  const children = families.flatMap(({ children: members }) => members)
  await addChildren(tx, children)
  for (const { children: members, adults } of families) {
    await addHousehold(tx, [...adults, ...members.map(({ id }): NewMember => ({ childId: id, relation: 'child' }))])
  }
  for (const { children: members } of families.filter(() => dice.happens(0.12))) {
    const worker = dice.pick(staff.areaWorkers)
    for (const { id } of members) {
      const from = today.subtract({ days: 20 + dice.below(200) })
      await allocate(tx, {
        childId: id,
        workerId: worker.workerId,
        teamId: worker.teamId,
        lineManagerId: worker.managerId,
        areaId: worker.areaId,
        fromDay: from,
      })
    }
  }
  return families.map(({ children: members }) => ({
    children: members.map(({ id, givenName }) => ({ id, givenName: givenName ?? 'the baby' })),
  }))
}

type MadeChild = NewChild & { readonly id: string }

function makeFamily(
  dice: Chance,
  today: Temporal.PlainDate,
): { readonly children: readonly MadeChild[]; readonly adults: readonly NewMember[] } {
  const familyName = dice.pick(familyNames)
  const size = Number(dice.weighted({ 1: 48, 2: 30, 3: 15, 4: 7 }))
  const children = Array.from(
    { length: size },
    (_each, at): MadeChild => ({
      id: newId(),
      familyName,
      givenName: dice.pick(givenNames),
      dateOfBirth: today.subtract({
        days: 60 + dice.below(17 * 365) + at * 400 > 17.8 * 365 ? 3000 : 60 + dice.below(16 * 365),
      }),
      gender: dice.weighted({ a: 51, b: 48, c: 1 }),
      ethnicity: dice.weighted({ WBRI: 62, APKN: 9, MOTH: 5, MWBC: 4, WOTH: 6, BAFR: 5, AIND: 3, AOTH: 3, NOBT: 3 }),
      hasDisability: dice.happens(0.12),
      primaryNeed: dice.weighted({ N1: 57, N5: 16, N4: 9, N2: 8, N3: 4, N6: 4, N8: 2 }),
    }),
  )
  if (dice.happens(0.03)) {
    children.push({ id: newId(), familyName, givenName: null, expectedDate: today.add({ days: 30 + dice.below(120) }) })
  }
  const adults: NewMember[] = [
    { adult: { givenName: dice.pick(givenNames), familyName }, relation: 'mother', hasParentalResponsibility: true },
  ]
  if (dice.happens(0.6))
    adults.push({
      adult: { givenName: dice.pick(givenNames), familyName: dice.pick(familyNames) },
      relation: dice.pick(['father', 'partner', 'grandparent']),
    })
  return { children, adults }
}
