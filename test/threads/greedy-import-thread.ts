import type { FileKind } from '#platform/area'
import { threadOfImports } from '#practice/imports'
import { listAreas, listFileKinds } from '../../src/app.ts'

/** Holds all it reads and never lets go, for a file that says so; every other file is taken as the product takes it. */
const greedy = (kind: FileKind): FileKind => ({
  ...kind,
  take: (database, file, asked) => (nameOf(file) === 'greedy.csv' ? holdForEver() : kind.take(database, file, asked)),
})

const nameOf = (file: Parameters<FileKind['take']>[1]): string => (typeof file === 'string' ? file : file.name)

function holdForEver(): never {
  const held: number[][] = []
  for (;;) held.push(Array.from({ length: 10_000 }, (_value, at) => at / 3))
}

await threadOfImports(listFileKinds(listAreas('')).map(greedy))
