import { isId } from '#kernel/ids'
import { invalid, type Outcome, ok } from '#kernel/outcome'
import { readTypedDay } from '#kernel/typed-date'
import type { FormState } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { type Found, likelyDuplicates, searchChildren } from '#practice/children'
import { groupsTyped, retyped } from '../parts/retyped.ts'
import { existing, type ListedChild, readListed, readNew, withListed, withoutSearch } from './children-typed.ts'

/** What a step leaves on the page: the form as it is now, and whom it found. */
export interface Stepped {
  readonly form: FormState
  /** What the search found; null when nothing was searched for. */
  readonly found: Found | null
  /** Children who may be the one about to be added; null when there is no such question. */
  readonly duplicates: Found | null
}

const at = (form: FormState): Stepped => ({ form, found: null, duplicates: null })

/**
 * Does one step and comes back to the form: `find`, `add:ID`, `new` (which shows likely duplicates first), `new-anyway`,
 * `remove:PLACE`, `adult`. Nothing is recorded by a step.
 */
export async function takeStep(tx: Tx, form: FormState, step: string): Promise<Outcome<Stepped>> {
  const [verb = '', what = ''] = step.split(':')
  if (verb === 'find') return findChildren(tx, form)
  if (verb === 'add' && isId(what)) return ok(at(withoutSearch(withAdded(form, existing(what)))))
  if (verb === 'new') return addNew(tx, form, false)
  if (verb === 'new-anyway') return addNew(tx, form, true)
  if (verb === 'remove')
    return ok(
      at(
        withListed(
          form,
          readListed(form).filter((_child, place) => String(place) !== what),
        ),
      ),
    )
  if (verb === 'adult') return ok(at(withAnotherAdult(form)))
  return invalid({ field: '', message: 'Press one of the buttons on the page' })
}

async function findChildren(tx: Tx, form: FormState): Promise<Outcome<Stepped>> {
  const words = form.value('search').trim()
  const typedBirth = form.value('searchBorn').trim()
  const born = typedBirth === '' ? null : readTypedDay(typedBirth)
  if (born !== null && !born.ok) return invalid({ field: 'searchBorn', message: born.problems[0]?.message ?? '' })
  if (words === '' && born === null) {
    return invalid({
      field: 'search',
      message: 'Enter a name, an address, a reference or a date of birth to search by',
    })
  }
  const found = await searchChildren(tx, { words, dateOfBirth: born?.value ?? null }, 10)
  return ok({ form, found, duplicates: null })
}

async function addNew(tx: Tx, form: FormState, isSure: boolean): Promise<Outcome<Stepped>> {
  const child = readNew(form)
  const read = readBirth(child)
  if (!read.ok) return read
  const duplicates = isSure || child.familyName + child.givenName === '' ? null : await likelyDuplicates(tx, read.value)
  if (duplicates !== null && (duplicates.children.length > 0 || duplicates.mayBeRestricted)) {
    return ok({ form, found: null, duplicates })
  }
  return ok(at(withoutSearch(withAdded(form, child))))
}

/** The typed dates are checked when the child is added, not at the end of the call. */
function readBirth({ givenName, familyName, dateOfBirth, expectedDate }: ListedChild) {
  const named = { givenName: givenName || null, familyName: familyName || null }
  const expected = expectedDate === '' ? null : readTypedDay(expectedDate)
  if (expected !== null && !expected.ok) {
    return invalid({ field: 'new.expectedDate', message: expected.problems[0]?.message ?? '' })
  }
  const born = dateOfBirth === '' ? null : readTypedDay(dateOfBirth)
  if (born !== null && !born.ok) return invalid({ field: 'new.dateOfBirth', message: born.problems[0]?.message ?? '' })
  return ok({ ...named, dateOfBirth: born?.value ?? null })
}

function withAdded(form: FormState, child: ListedChild): FormState {
  const listed = readListed(form)
  const isThere = child.id !== '' && listed.some(({ id }) => id === child.id)
  return withListed(form, isThere ? listed : [...listed, child])
}

function withAnotherAdult(form: FormState): FormState {
  const next = (groupsTyped(form, 'adult.').at(-1) ?? 0) + 1
  return retyped(form, { [`adult.${next}.givenName`]: '' })
}
