import { threadOfImports } from '#practice/imports'
import { listAreas, listFileKinds } from '../app.ts'

// The entry of the thread that reads uploaded files: it has the house's kinds of files, and nothing else of the parent's.
await threadOfImports(listFileKinds(listAreas('')))
