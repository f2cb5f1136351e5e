import { SaxesParser } from 'saxes'

export type Attributes = Readonly<Record<string, string>>

/** What to do on the way through a document. Names come without their prefix, because programs differ in those. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/** Takes a document piece by piece. Throws where it is not well formed. */
export interface XmlReader {
  readonly write: (text: string) => void
  readonly end: () => void
}

/**
 * Neither workbooks nor returns have a document type; one would only be there to define entities that blow up, or that
 * fetch. The parser expands none and fetches nothing in any case.
 */
export function xmlReader({ open, text, close }: XmlHandlers): XmlReader {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('doctype', () => {
    throw new Error('a document type is never taken')
  })
  if (open) parser.on('opentag', ({ name, attributes }) => open(localName(name), attributes))
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close) parser.on('closetag', ({ name }) => close(localName(name)))
  return { write: (piece) => void parser.write(piece), end: () => void parser.close() }
}

/** Goes through a whole document at once. */
export function readXml(document: string, handlers: XmlHandlers): void {
  const reader = xmlReader(handlers)
  reader.write(document)
  reader.end()
}

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
