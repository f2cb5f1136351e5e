export { type Html, html, type Insert, isHtml, join, raw } from './html.ts'
