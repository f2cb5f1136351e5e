export { type ClockContext, clockCommands } from './commands.ts'
