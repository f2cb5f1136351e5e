// Keeps compiled modules between starts: types are stripped and code is compiled once.
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

module.enableCompileCache?.(join(dirname(dirname(fileURLToPath(import.meta.url))), '.los', 'cache', 'node'))
