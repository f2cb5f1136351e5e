import type { Html } from '#platform/html'
import { html } from '#platform/html'
import { type KeyPartner, keyPartners, partners } from '../../words.ts'

/** The three partners in their order, each with a mark and a word: there, or not. */
export const threePartners = (attended: readonly KeyPartner[]): Html =>
  html`<ul class="govuk-list los-marks">${keyPartners.map(
    (partner) =>
      html`<li>${attended.includes(partner) ? '✔' : '✘'} ${partners[partner]}<span class="govuk-visually-hidden">: ${attended.includes(partner) ? 'attended' : 'did not attend'}</span></li>`,
  )}</ul>`
