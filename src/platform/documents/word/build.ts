import {
  AlignmentType,
  convertMillimetersToTwip,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  Document as WordDocument,
} from 'docx'
import type { Document } from '../model.ts'
import { blockInWord, numberedList } from './blocks.ts'
import { stylesXml } from './styles.ts'

const margin = convertMillimetersToTwip(20)

/** Made with the library at hand; see `toWord`. */
export async function buildWord(document: Document): Promise<Buffer> {
  const blocks = await Promise.all(document.blocks.map(blockInWord))
  return Packer.toBuffer(
    new WordDocument({
      title: document.title,
      creator: 'Line of Sight',
      lastModifiedBy: 'Line of Sight',
      externalStyles: stylesXml,
      numbering: { config: [{ reference: numberedList, levels: [numbering] }] },
      sections: [
        {
          properties: {
            page: {
              size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
              margin: { top: margin, right: margin, bottom: margin, left: margin },
            },
          },
          footers: { default: footerOf(document) },
          children: [new Paragraph({ text: document.title, heading: HeadingLevel.TITLE }), ...blocks.flat()],
        },
      ],
    }),
  )
}

const numbering = {
  level: 0,
  format: LevelFormat.DECIMAL,
  text: '%1.',
  alignment: AlignmentType.START,
  style: { paragraph: { indent: { left: 720, hanging: 360 } } },
} as const

function footerOf({ title, pageNotes }: Document): Footer {
  const pages = new TextRun({
    children: [`${title} · page `, PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
  })
  return new Footer({
    children: [
      ...pageNotes.map((text) => new Paragraph({ text, style: 'Footer' })),
      new Paragraph({ style: 'Footer', children: [pages] }),
    ],
  })
}
