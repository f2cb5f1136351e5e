export { registerAccounts } from './pages.ts'
export { hashPassword, isPassword, passwordProblem } from './password.ts'
export { type SignIn, signIn } from './sign-in.ts'
export { listSamplePeople, type SamplePerson } from './store.ts'
