import { count, dateInWords } from '#kernel/words'
import { type TagColour, tag } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { caseStates } from '../../../words.ts'
import { daysLate, type ListedCase } from '../../store/list.ts'

const colours: Readonly<Record<ListedCase['state'], TagColour>> = {
  'not-allocated': 'yellow',
  'to-do': 'blue',
  late: 'red',
  done: 'green',
  excused: 'grey',
}

/** Where an audit stands, in a word and never by colour alone; how late a finished one was, and why one is excused. */
export const stateOf = (audited: ListedCase): Html => {
  const late = daysLate(audited)
  return html`${tag(caseStates[audited.state], colours[audited.state])}${
    audited.state === 'done' &&
    audited.sentOn !== null &&
    html` ${dateInWords(audited.sentOn)}${late > 0 && `, ${count(late, 'day')} late`}`
  }${audited.state === 'excused' && html` by ${audited.excusedByName ?? 'nobody by name'}: ${audited.excuse}`}${
    audited.state !== 'done' &&
    audited.state !== 'excused' &&
    audited.isUnknown &&
    html` ${tag('Independence unknown', 'orange')}`
  }`
}
