import type { FastifyRequest } from 'fastify'
import { type Invalid, invalid, refused } from '#kernel/outcome'
import { allows } from '#platform/access'
import { passwordInput } from '#platform/govuk'
import type { Html } from '#platform/html'
import type { ServerDeps } from './deps.ts'
import { refusalIsRecorded } from './failures.ts'
import type { FormState } from './form-state.ts'
import type { Route } from './page.ts'
import type { Sent } from './sent.ts'
import { enter } from './session.ts'
import type { User } from './user.ts'

/** Begins with an underscore: it is no answer, so it is never kept as a draft and never shown again. */
const field = '_password'

/** The question for the password on a page that `signsInAgain`. */
export const passwordAgain = (form: FormState): Html => {
  const error = form.error(field)
  return passwordInput({
    id: field,
    name: field,
    label: { text: 'Your password', classes: 'govuk-label--s' },
    hint: { text: 'Asked again so that nobody can do this from a screen you left open.' },
    autocomplete: 'current-password',
    ...(error === undefined ? {} : { errorMessage: { text: error } }),
  })
}

/**
 * Checks the password that was typed again, slowed like signing in. Null when it is right, and for somebody who may not
 * send this page at all, who is told so in the usual way. A wrong one stays in the trail.
 */
export async function problemSigningInAgain(
  deps: ServerDeps,
  route: Route,
  request: FastifyRequest,
  token: string,
  { password }: Sent,
): Promise<{ readonly user: User; readonly failure: Invalid } | null> {
  if (route.definition.signsInAgain !== true || !deps.checkPassword) return null
  const user = await enter(deps.database, token, request.ip, async ({ user: found, isOpen }) => (isOpen ? found : null))
  if (user === null || user === 'nobody' || !allows(route.maySubmit ?? route.may, user.roles)) return null
  const problem = await deps.checkPassword(user, password)
  if (problem === null) return null
  await refusalIsRecorded(deps, user, request, route.pattern, refused('asked to sign in again and did not'))
  return { user, failure: invalid({ field, message: problem }) }
}
