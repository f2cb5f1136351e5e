export { tokenCommands } from './commands.ts'
export { type ApiDeps, registerApi } from './register.ts'
export { type ApiAnswer, type ApiAsked, type ApiRoute, apiRoute, type Scope } from './route.ts'
export { createToken } from './tokens.ts'
