import type { Document } from '../model.ts'

/**
 * The document as an accessible Word file: real headings, title and language set, table headers repeated on every page,
 * charts as pictures with their description and their figures under them, pages numbered.
 */
export async function toWord(document: Document): Promise<Buffer> {
  // Some megabytes of library, loaded at the first file.
  const { buildWord } = await import('./build.ts')
  return buildWord(document)
}
