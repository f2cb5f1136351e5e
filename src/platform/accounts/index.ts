export { registerAccounts } from './pages.ts'
export { listSamplePeople, type SamplePerson } from './store.ts'
