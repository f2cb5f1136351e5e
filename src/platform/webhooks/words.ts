import type { TagColour } from '#platform/govuk'
import type { Delivery, DeliveryState } from './store/deliveries.ts'

/** How a message stands, as pages show it. */
export const stateWords: Readonly<Record<DeliveryState, readonly [words: string, colour: TagColour]>> = {
  waiting: ['On its way', 'blue'],
  delivered: ['Delivered', 'green'],
  'given-up': ['Given up', 'red'],
  withdrawn: ['Not sent', 'grey'],
}

/** What an attempt met, in words. */
export function metInWords({ status, fault }: Pick<Delivery, 'status' | 'fault'>): string {
  if (status === null) return fault ?? ''
  if (status >= 300 && status < 400) return `It answered ${status}, a redirect, which is not followed`
  return `It answered ${status}`
}
