export { type FrontDoorDeps, frontDoorArea } from './area.ts'
