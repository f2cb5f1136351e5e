/** The process as records show it: cases from events, what follows what and how long it takes, and how that sits with a map. */
export { casesOf, followedDays, type LoggedEvent, type ProcessCase } from './process-discovery/cases.ts'
export {
  type Conformance,
  conform,
  type MappedFlow,
  type MappedProcess,
  type Timed,
} from './process-discovery/conform.ts'
export {
  type Discovered,
  type Discovery,
  discovery,
  END,
  type ObservedFlow,
  type Place,
  type Spread,
  START,
  type Timing,
  type TimingUnit,
  type Variant,
} from './process-discovery/discover.ts'
