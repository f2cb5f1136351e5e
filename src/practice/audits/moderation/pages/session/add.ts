import { z } from 'zod'
import { conflict, invalid, missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, longInput, optionsOf, textInput } from '#platform/questions'
import type { Tx } from '#platform/transaction'
import { type AuditCase, findCase } from '../../../cases/store/cases.ts'
import { type Cycle, findCycle, lockCycle } from '../../../cases/store/cycles.ts'
import { openCase } from '../../../cases/store/open-case.ts'
import { noteRead } from '../../../cases/store/read-by.ts'
import { gradeNames, grades, subjects } from '../../../words.ts'
import { moderationPaths } from '../../paths.ts'
import { findFinished, recordStandard } from '../../store/sessions.ts'

const form = z.object({
  reference: fields.text('Give the reference of a finished audit, such as AU-12', 30),
  grade: fields.choice(gradeNames, 'Choose the agreed grade'),
  reasons: fields.text('Say why this is the agreed grade', 5000),
})

/** Puts the work of a finished audit before everybody again, with the grade that was agreed for it. */
export const addToSessionPage = page({
  path: moderationPaths.addToSession,
  may: access.runAudits,
  form,
  async view({ tx, params, form: typed }) {
    const cycle = await findCycle(tx, params.cycleId)
    if (cycle?.kind !== 'standardisation') return missing('session')
    return screen({
      title: 'Add a case to the session',
      back: { href: moderationPaths.session(params), text: cycle.name },
      body: html`<p class="govuk-body">The work of a finished audit, graded again by everybody. Whoever audited it, or has read that audit, is not invited to this case. Neither are you, since you give the agreed grade.</p>
${formTag(typed, {}, [
  textInput(
    typed,
    {
      name: 'reference',
      label: 'Which finished audit?',
      hint: `Its reference, such as AU-12: ${subjects[cycle.subject].toLowerCase()}`,
    },
    { classes: 'govuk-input--width-10' },
  ),
  choiceOf(typed, { name: 'grade', label: 'Agreed grade' }, optionsOf(grades), 'govuk-radios--inline'),
  longInput(typed, { name: 'reasons', label: 'Why?', hint: 'Everybody reads this when they have graded it.' }, 5),
  button({ text: 'Add it', preventDoubleClick: true }),
])}`,
    })
  },
  async submit({ tx, params, answers }) {
    const cycle = await lockCycle(tx, params.cycleId)
    if (cycle?.kind !== 'standardisation') return missing('session')
    const found = await findFinished(tx, answers.reference.toUpperCase())
    const before = found === null ? null : await findCase(tx, found.id)
    if (before === null)
      return invalid({
        field: 'reference',
        message: 'There is no finished audit with that reference that is open to you',
      })
    if (before.subject !== cycle.subject || before.cycleKind === 'standardisation')
      return invalid({
        field: 'reference',
        message: `That audit is not of this session’s tool. It looks at: ${subjects[before.subject].toLowerCase()}`,
      })
    const caseId = await openAgain(tx, cycle, before)
    if (caseId === null) return conflict('That work is in this session already.', 'Add the work of another audit.')
    await recordStandard(tx, caseId, { grade: answers.grade, reasons: answers.reasons })
    await noteRead(tx, caseId)
    return goTo(moderationPaths.session(params), 'The case is added')
  },
})

const openAgain = (tx: Tx, cycle: Cycle, before: AuditCase): Promise<string | null> =>
  openCase(tx, {
    ...{ cycleId: cycle.id, subject: before.subject, dueOn: cycle.dueOn, openedAt: tx.now, follows: before.id },
    subjectId: before.contactId ?? before.discussionId ?? before.childId ?? before.supervisedId ?? '',
    involved: {
      ...{ happenedOn: before.happenedOn, teamId: before.teamId, areaId: before.areaId, childIds: before.childIds },
      people: before.people.map(({ personId, part }) => ({ personId, part })),
      unknown: before.independenceUnknown,
    },
  })
