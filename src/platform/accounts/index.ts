export { registerAccounts } from './pages.ts'
export { hashPassword } from './password.ts'
export { passwordCheck } from './sign-in.ts'
export { listSamplePeople, type SamplePerson, samplePassword } from './store.ts'
