export { unusualReadingArea } from './area.ts'
