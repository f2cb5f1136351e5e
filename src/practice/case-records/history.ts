import { dateInWords } from '#kernel/words'
import type { HistoryEvent, HistorySource } from '#platform/area'
import { sources } from '#practice/front-door'
import { listAssessments, listReferrals, listSection47s } from './store/list.ts'

/** What the case system says of a child: referrals, assessments and section 47 enquiries. */
export const caseRecordsHistory: HistorySource = async (tx, childIds) => {
  if (childIds.length === 0) return []
  const referrals = (await listReferrals(tx, childIds)).map(
    ({ id, onDay, sourceCode, isNoFurtherAction, team, worker }): HistoryEvent => ({
      id,
      at: onDay,
      kind: 'referral',
      title: `Referral${sourceCode === null ? '' : ` from ${sources[sourceCode].words}`}${isNoFurtherAction ? ': no further action' : ''}`,
      ...withWhom(team, worker),
    }),
  )
  const assessments = (await listAssessments(tx, childIds)).map(
    ({ id, onDay, authorisedOn, isChildSeen, needsSupport, team, worker }): HistoryEvent => ({
      id,
      at: onDay,
      kind: 'assessment',
      title: [
        authorisedOn === null ? 'Assessment started' : `Assessment, authorised ${dateInWords(authorisedOn)}`,
        ...(isChildSeen === false ? ['the child was not seen'] : []),
        ...(needsSupport === null ? [] : [needsSupport ? 'needs support' : 'needs no support']),
      ].join(', '),
      ...withWhom(team, worker),
    }),
  )
  const enquiries = (await listSection47s(tx, childIds)).map(
    ({ id, onDay, conferenceOn, isConferenceUnnecessary, ledToPlan, team, worker }): HistoryEvent => ({
      id,
      at: onDay,
      kind: 'section-47',
      title: [
        'Section 47 enquiry',
        ...(conferenceOn === null ? [] : [`initial conference ${dateInWords(conferenceOn)}`]),
        ...(isConferenceUnnecessary ? ['no conference needed'] : []),
        ...(ledToPlan === null ? [] : [ledToPlan ? 'led to a plan' : 'led to no plan']),
      ].join(', '),
      ...withWhom(team, worker),
    }),
  )
  return [...referrals, ...assessments, ...enquiries]
}

const withWhom = (team: string, worker: string): Pick<HistoryEvent, 'by'> => {
  const by = [worker, team].filter((part) => part !== '').join(', ')
  return by === '' ? {} : { by }
}
