import { conflict, invalid, missing, type Problem } from '#kernel/outcome'
import { access } from '#platform/access'
import { goTo, page, type Route, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { listChildren } from '#practice/children'
import { findContact } from '#practice/front-door'
import { listPeople } from '#practice/organisation'
import { settledAlready } from '../../../pages/not-holding/page.ts'
import { paths } from '../../../paths.ts'
import { type Discussion, findDiscussion, listDiscussionChildren, lockDiscussion } from '../../../store/discussions.ts'
import { arrange } from '../../arrange.ts'
import { chairNotes, notInvited, placeProblems, timeProblems } from '../../rules/arranging.ts'
import { findArrangement } from '../../store/arrangements.ts'
import { listInvitations, type NewInvitation } from '../../store/invitations.ts'
import { listWhom } from '../parts/whom.ts'
import { arrangeForm, type LookedAt, lookedAtForm } from './form.ts'
import { readInvitees } from './invitees.ts'
import { arrangeView } from './view.ts'

/** Arranging a discussion and asking everybody to it, on one page; and the same page for another time, place or chair. */
export const arrangePage = (publicUrl: string): Route =>
  page({
    path: paths.arrange,
    may: access.workDiscussions,
    form: arrangeForm,
    draft: true,
    async view({ tx, params, form, now, user }) {
      const discussion = await findDiscussion(tx, params.discussionId)
      if (discussion === null) return missing('strategy discussion')
      if (discussion.state !== 'due') return settledAlready(discussion.state)
      const standing = await findArrangement(tx, discussion.id)
      const isChange = standing !== null && !standing.isCancelled
      return screen({
        title: `${isChange ? 'Change' : 'Arrange'} ${discussion.reference}`,
        back: { href: paths.discussion(params) },
        body: arrangeView({
          form,
          discussion,
          standing,
          wanted: notInvited(await listInvitations(tx, discussion.id)),
          options: await listWhom(tx),
          staff: await listPeople(tx, { employer: 'own' }),
          referrer: discussion.contactId === null ? null : await referrerOf(tx, discussion.contactId),
          userId: user.personId,
          now,
        }),
      })
    },
    async alsoWrong({ tx, params }, read) {
      const discussion = await findDiscussion(tx, params.discussionId)
      const answers = read(lookedAtForm)
      return discussion === null || answers === null ? [] : (await lookAt(tx, discussion, answers)).problems
    },
    async submit({ tx, params, answers, now, user }) {
      const discussion = await lockDiscussion(tx, params.discussionId)
      if (discussion === null) return missing('strategy discussion')
      if (discussion.state !== 'due') return settledAlready(discussion.state)
      const lookedAt = await lookAt(tx, discussion, answers)
      const problems = [...timeProblems(answers, discussion.dueAt, now), ...lookedAt.problems]
      const staff = await listPeople(tx, { employer: 'own' })
      const chair = staff.find(({ id }) => id === answers.chairId)
      if (chair === undefined) problems.push({ field: 'chairId', message: 'Choose who chairs it' })
      if (chair === undefined || problems.length > 0) return invalid(...problems)
      if (answers.minuteTakerId !== null && !staff.some(({ id }) => id === answers.minuteTakerId))
        return conflict('The minute-taker is no longer here.', 'Choose another.')
      const worker = staff.find(({ id }) => id === discussion.allocatedWorkerId)
      await arrange(tx, publicUrl, discussion, {
        ...answers,
        chair,
        colleagues: answers.worker && worker !== undefined ? [worker] : [],
        invitees: lookedAt.invitees,
        by: user.personId,
      })
      return goTo(paths.discussion(params), noticeOf(lookedAt.isChange, chair.roles, chair.id === worker?.id))
    },
  })

interface Looked {
  readonly isChange: boolean
  readonly invitees: readonly NewInvitation[]
  readonly problems: readonly Problem[]
}

/** Who is asked, and what is wrong with that, with the place and with the reason, as the records have it. */
async function lookAt(tx: Tx, discussion: Discussion, answers: LookedAt): Promise<Looked> {
  const standing = await findArrangement(tx, discussion.id)
  const isChange = standing !== null && !standing.isCancelled
  const wanted = notInvited(await listInvitations(tx, discussion.id))
  const invitees = readInvitees(answers, await listWhom(tx), {
    nhs: wanted.includes('nhs'),
    police: wanted.includes('police'),
  })
  const problems = [
    ...placeProblems(answers.place, await namesAbout(tx, discussion)),
    ...(isChange && answers.reason === '' ? [{ field: 'reason', message: 'Say why it is changed' }] : []),
    ...(invitees.ok ? [] : invitees.problems),
  ]
  return { isChange, invitees: invitees.ok ? invitees.value : [], problems }
}

function noticeOf(isChange: boolean, roles: Parameters<typeof chairNotes>[0]['roles'], isAllocatedWorker: boolean) {
  const done = isChange ? 'Changed. Everybody invited is told by mail' : 'Arranged. The invitations go out by mail'
  const notes = chairNotes({ roles, isAllocatedWorker })
  if (notes.length === 0) return done
  return `${done}. The chair is ${notes.join(' and ')}: a team manager confirms it afterwards`
}

/** The professional whose contact it came of: asked where they have something to say. */
async function referrerOf(tx: Tx, contactId: string) {
  const contact = await findContact(tx, contactId)
  if (contact === null || contact.referrer.name === '') return null
  const { name, role, agency, email, telephone } = contact.referrer
  return { name: [name, role, agency].filter((part) => part !== '').join(', '), email, telephone }
}

async function namesAbout(tx: Tx, discussion: Discussion): Promise<readonly string[]> {
  const about = await listDiscussionChildren(tx, discussion.id)
  const children = await listChildren(
    tx,
    about.map(({ childId }) => childId),
  )
  return children.flatMap(({ givenName, familyName }) => [givenName ?? '', familyName ?? ''])
}
