export { type OrganisationDeps, organisationArea } from './area.ts'
export type { RotaAlarm } from './rules/alarms.ts'
export { gapsIn, type Span } from './rules/gaps.ts'
export type { Gap, Shift } from './rules/rota.ts'
export type { SettingKey, Settings } from './settings.ts'
export { type Absence, listAbsences, recordAbsence } from './store/absences.ts'
export {
  type Agency,
  addAgency,
  addEscalationContact,
  type EscalationContact,
  findAgency,
  listAgencies,
  listEscalationContacts,
} from './store/agencies.ts'
export { isAbsent } from './store/availability.ts'
export { changeLineManager, changeRoles, managersOn, moveToTeam, teamOn } from './store/careers.ts'
export { type Covering, listCover, recordCover } from './store/cover.ts'
export { addPerson, type Invitation, invitationPath, invitePerson, type NewPerson } from './store/joining.ts'
export {
  findPerson,
  findPersonByEmail,
  getPerson,
  listHoldersOf,
  listPeople,
  namesOf,
  type PeopleAsked,
  type Person,
  rolesHeldOn,
} from './store/people.ts'
export { addArea, addTeam, findTeam, getTeam, listAreas, listTeams, type NewTeam, type Team } from './store/places.ts'
export {
  covering,
  decidersOnDuty,
  headOfService,
  lineManagerOf,
  managersOf,
  type OnDuty,
  onDuty,
  type Responsible,
  serviceManagerFor,
} from './store/responsible.ts'
export { addShift, listGaps, listShifts, type NewShift, recordPastShifts } from './store/rota.ts'
export { changeSetting, readSettings } from './store/settings.ts'
export { mayAudit, mayDecideAtNight, type NewTraining, recordTraining } from './store/training.ts'
export { type AgencyKind, type DecidesIn, type Duty, duties, type TrainingKind } from './words.ts'
