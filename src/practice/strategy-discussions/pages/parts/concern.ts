import { conflict } from '#kernel/outcome'
import { insetText } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { Concern, ConcernAnswer } from '../../store/concerns.ts'
import { concernCameTo } from '../../words.ts'

/** A concern above a form about it: from whom, about whom, in their words. */
export const concernAbove = ({ reference, agencyName, raisedByName, about, worry }: Concern): Html =>
  insetText({
    html: html`<p class="govuk-body"><strong>${reference}, ${agencyName ?? raisedByName}</strong><br>About: ${about}<br>${worry}</p>`,
  })

/** "A contact was recorded, and is decided as one. We look at it today": as staff and whoever raised it read it. */
export const answerInWords = ({ cameTo, answer }: ConcernAnswer): string =>
  cameTo === null || cameTo === 'other' ? answer : `${concernCameTo[cameTo]}. ${answer}`

/** Whether a discussion can still come of it: nobody has answered, or what was answered names none. */
export const isWithoutDiscussion = ({ answer }: Concern): boolean => answer === null || answer.discussionId === null

export const answeredMeanwhile = () =>
  conflict('Somebody answered it a moment ago.', 'Open it again to see what they said.')
