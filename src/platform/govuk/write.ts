import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generateMacros, generateOptions } from './generate.ts'

// `npm run govuk`: after an upgrade of govuk-frontend, or when a page needs another component.
const folder = fileURLToPath(new URL('generated/', import.meta.url))
writeFileSync(`${folder}options.ts`, generateOptions())
writeFileSync(`${folder}components.ts`, generateMacros())
