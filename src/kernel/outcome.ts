/**
 * What a rule, a store function or a page's `submit` can answer. A failure is a value: whoever calls must look at `ok`
 * before using it, and `page()` knows how to show each kind (see platform/http).
 */
export type Outcome<T> = Ok<T> | Failure

export type Failure = Invalid | Refused | Conflict | Missing

/** What reading or checking something can answer: the value, or what is wrong with it. */
export type Checked<T> = Ok<T> | Invalid

export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

/** Something typed cannot be taken as it stands: the form comes back with every answer kept and these problems listed. */
export interface Invalid {
  readonly ok: false
  readonly kind: 'invalid'
  readonly problems: readonly Problem[]
}

/** One problem with one answer. `field` is the form field's dotted name, `message` says what to do. */
export interface Problem {
  readonly field: string
  readonly message: string
}

/** The person may not. Outsiders are told "not found"; the trail keeps `why`. */
export interface Refused {
  readonly ok: false
  readonly kind: 'refused'
  readonly why: string
}

/** The record changed, or its state does not allow this. `message` says who changed what; `possible` says what can be done now. */
export interface Conflict {
  readonly ok: false
  readonly kind: 'conflict'
  readonly message: string
  readonly possible: string
}

/** There is no such record, or none that this person may know of: both answer alike. */
export interface Missing {
  readonly ok: false
  readonly kind: 'missing'
  readonly what: string
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })

export const invalid = (...problems: readonly Problem[]): Invalid => ({ ok: false, kind: 'invalid', problems })

export const refused = (why: string): Refused => ({ ok: false, kind: 'refused', why })

export const conflict = (message: string, possible: string): Conflict => ({
  ok: false,
  kind: 'conflict',
  message,
  possible,
})

export const missing = (what: string): Missing => ({ ok: false, kind: 'missing', what })
