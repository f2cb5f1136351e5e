export { actionsArea } from './area.ts'
export type { ClimbDeps } from './climb.ts'
export { actionsHead } from './head.ts'
export { type ActionAnswers, actionAnswers, actionFields, readActionAnswers } from './pages/parts/fields.ts'
export { actionLink, actionsTable, stateTag } from './pages/parts/table.ts'
export { paths as actionPaths } from './paths.ts'
export {
  type Action,
  type ActionOwner,
  countActionsFrom,
  findAction,
  listActions,
  listActionsFrom,
} from './store/actions.ts'
export type { ActionsAsked } from './store/asked.ts'
export { listOwnerChoices, type OwnerChoice, ownerChosen } from './store/owners.ts'
export { type NewAction, recordAction } from './store/record.ts'
export { lockAction, type NewStep, recordStep } from './store/steps.ts'
export { type ActionState, type FromKind, fromKinds, type StepKind, states as actionStates } from './words.ts'
