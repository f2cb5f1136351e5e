/**
 * The styles of every Word file, named as Word names them, so that headings appear in its navigation and somebody can change
 * the look of all of them in one place: Arial, dark text, GOV.UK sizes. The language is British English throughout.
 */
export const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:color w:val="0B0C0C"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>
${paragraph('Title', 'Title', 'Normal', { size: 40, isBold: true, before: 0, after: 240 })}
${paragraph('Heading1', 'heading 1', 'Normal', { size: 30, isBold: true, before: 360, after: 120, level: 0 })}
${paragraph('Heading2', 'heading 2', 'Normal', { size: 26, isBold: true, before: 280, after: 100, level: 1 })}
${paragraph('Heading3', 'heading 3', 'Normal', { size: 23, isBold: true, before: 220, after: 80, level: 2 })}
${paragraph('Caption', 'caption', 'Normal', { size: 22, isBold: true, before: 200, after: 80, staysWithNext: true })}
${paragraph('ListBullet', 'List Bullet', 'Normal', { size: 22, after: 60 })}
${paragraph('ListNumber', 'List Number', 'Normal', { size: 22, after: 60 })}
${paragraph('TableText', 'Table Text', 'Normal', { size: 20, after: 0 })}
${paragraph('TableNumber', 'Table Number', 'TableText', { size: 20, after: 0, isRight: true })}
${paragraph('TableHeading', 'Table Heading', 'TableText', { size: 20, isBold: true, after: 0, staysWithNext: true })}
${paragraph('TableNumberHeading', 'Table Number Heading', 'TableHeading', { size: 20, isBold: true, after: 0, staysWithNext: true, isRight: true })}
${paragraph('Footer', 'footer', 'Normal', { size: 18, after: 0 })}
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="PlainTable"><w:name w:val="Plain rows"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="505A5F"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/></w:tblBorders><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
</w:styles>`

interface Look {
  /** In half points, as Word counts. */
  readonly size: number
  readonly isBold?: boolean
  /** In twentieths of a point. */
  readonly before?: number
  readonly after: number
  /** Outline level, 0 for the first. */
  readonly level?: number
  readonly staysWithNext?: boolean
  readonly isRight?: boolean
}

function paragraph(id: string, name: string, basedOn: string, look: Look): string {
  const isHeading = look.level !== undefined
  const keep = isHeading || look.staysWithNext ? '<w:keepNext/>' : ''
  const level = isHeading ? `<w:outlineLvl w:val="${look.level}"/>` : ''
  const side = look.isRight ? '<w:jc w:val="right"/>' : ''
  const bold = look.isBold ? '<w:b/><w:bCs/>' : ''
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${basedOn}"/><w:next w:val="${isHeading ? 'Normal' : id}"/><w:qFormat/><w:pPr>${keep}<w:spacing w:before="${look.before ?? 0}" w:after="${look.after}"/>${side}${level}</w:pPr><w:rPr>${bold}<w:sz w:val="${look.size}"/><w:szCs w:val="${look.size}"/></w:rPr></w:style>`
}
