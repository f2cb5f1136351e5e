export { escapeHtml, type Html, html, type Insert, isHtml, join, nothing, raw } from './html.ts'
