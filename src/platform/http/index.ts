export { readNext } from './address.ts'
export { readAnswers } from './answers.ts'
export type { ServerDeps } from './deps.ts'
export { forgedPage } from './failures.ts'
export * as fields from './fields.ts'
export { type FormState, formState, formTag } from './form-state.ts'
export { findSearch, keepSearch } from './forms-store.ts'
export { documentFor } from './layout.ts'
export {
  type Asked,
  type Download,
  download,
  fragment,
  goTo,
  isFailure,
  json,
  lastFragment,
  page,
  type Reply,
  type Route,
  type Screen,
  type Submitted,
  screen,
  type UploadedFile,
} from './page.ts'
export { type Path, path } from './path.ts'
export { fileHeaders, fragmentTag } from './render.ts'
export { redirect, type Sendable, send } from './send.ts'
export { readSent, type Sent, sameOrigin } from './sent.ts'
export { buildServer } from './server.ts'
export { hashToken, newFormToken, newSessionToken, readFormToken, sessionCookie } from './session.ts'
export { passwordAgain } from './signed-again.ts'
export { spooled } from './spooled.ts'
export { may, type User } from './user.ts'
