import {
  aliasesOf,
  type EthnicityCode,
  ethnicities,
  type GenderCode,
  genders,
  matchCode,
  remembering,
} from '#kernel/annex-a-codes'

/** How files write gender and ethnicity. Words are compared without capitals, spaces and punctuation. */

const genderList = {
  entries: genders,
  aliases: aliasesOf({
    a: 'm, boy',
    b: 'f, girl',
    c: 'u, unknown, not known, not stated, not recorded, unborn',
    d: 'other, indeterminate, non binary, x',
  }),
}

const ethnicityList = {
  entries: ethnicities,
  aliases: aliasesOf({
    NOBT: 'not obtained, not known, unknown, not recorded, not stated, not yet obtained',
    REFU: 'declined, prefer not to say',
    WROM: 'Gypsy or Roma, Roma, Gypsy',
    WOTH: 'White other',
    CHNE: 'Asian Chinese',
    OOTH: 'other',
  }),
}

export const readGender = remembering<GenderCode>((text) => matchCode(text, genderList))

export const readEthnicity = remembering<EthnicityCode>((text) => matchCode(text, ethnicityList))
