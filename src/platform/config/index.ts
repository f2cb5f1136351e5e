export { type Config, type ConfigRead, readConfig } from './config.ts'
