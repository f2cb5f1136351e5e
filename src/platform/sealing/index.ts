export { seal, unseal } from './sealing.ts'
