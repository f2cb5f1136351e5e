import { healthServices, partners } from '../../../words.ts'
import type { Invitation } from '../../store/invitations.ts'

/** "Dawn Pickering, Aldershire Community NHS", "Aldershire Police, their desk". */
export function askedName({
  name,
  agencyName,
  isToDesk,
}: Pick<Invitation, 'name' | 'agencyName' | 'isToDesk'>): string {
  if (agencyName === '') return name
  if (!isToDesk) return `${name}, ${agencyName}`
  return `${agencyName}, ${name === '' ? 'their desk' : name}`
}

/** "NHS: midwifery". */
export const partnerName = ({ partner, healthService }: Pick<Invitation, 'partner' | 'healthService'>): string =>
  healthService === null ? partners[partner] : `${partners[partner]}: ${inSentence(healthServices[healthService])}`

/** Abbreviations stay as they are. */
const inSentence = (words: string): string =>
  /^[A-Z]{2}/.test(words) ? words : `${words.charAt(0).toLowerCase()}${words.slice(1)}`
