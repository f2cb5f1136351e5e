export { type Attributes, readXml, type XmlHandlers, type XmlReader, xmlReader } from './xml.ts'
