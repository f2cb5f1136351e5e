import { type Html, html, type Insert } from '#platform/html'
import type { Point } from './grid.ts'

/** What stands in every picture of this area. Nothing has a style: the page's content policy forbids it. */
export const ink = '#0b0c0c'
export const blue = '#1d70b8'
export const red = '#a2231d'
export const quiet = '#505a5f'

export interface Picture {
  /** Unique on the page. */
  readonly id: string
  readonly title: string
  /** What is drawn, for a reader who does not see it; the table under it says the same in full. */
  readonly description: string
  readonly width: number
  readonly height: number
}

/** A picture as wide as it is, in a frame that is scrolled with the keyboard too. */
export const picture = ({ id, title, description, width, height }: Picture, inside: Insert): Html =>
  html`<div class="los-picture" role="region" aria-label="${title}" tabindex="0">
<svg viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="img" aria-labelledby="${id}-title ${id}-description" focusable="false" xmlns="http://www.w3.org/2000/svg" font-family="Arial, Helvetica, sans-serif" font-size="14" fill="${ink}">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
<defs>${[ink, red].map(
    (colour) =>
      html`<marker id="${arrowId(id, colour)}" viewBox="0 0 10 10" refX="9" refY="5" markerUnits="userSpaceOnUse" markerWidth="12" markerHeight="12" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="${colour}"/></marker>`,
  )}</defs>
${inside}
</svg></div>`

export const arrowId = (id: string, colour: string): string => `${id}-arrow-${colour === red ? 'off' : 'on'}`

/** A line through these points with an arrow at its end. */
export const arrow = (
  id: string,
  points: readonly Point[],
  { isOff = false, width = 1.5 }: { readonly isOff?: boolean; readonly width?: number } = {},
): Html => {
  const colour = isOff ? red : ink
  const way = points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
  return html`<path d="${way}" fill="none" stroke="${colour}" stroke-width="${width}"${isOff && html` stroke-dasharray="6 4"`} marker-end="url(#${arrowId(id, colour)})"/>`
}

export const round = (number: number): number => Math.round(number * 10) / 10

interface Words {
  /** The middle of the text, or its beginning. */
  readonly x: number
  /** The base of the first line. */
  readonly y: number
  readonly lines: readonly string[]
  readonly size?: number
  readonly isBold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly colour?: string
}

/** Lines of text under each other, with a white edge so that a flow behind them does not run through the letters. */
export const text = ({ x, y, lines, size = 14, isBold = false, anchor = 'middle', colour = ink }: Words): Html =>
  html`<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}" fill="${colour}" stroke="#ffffff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"${isBold && html` font-weight="bold"`}>${lines.map(
    (line, at) => html`<tspan x="${round(x)}" dy="${at === 0 ? 0 : round(size * 1.2)}">${line}</tspan>`,
  )}</text>`

/** Words in lines of at most so many letters, and no more lines than that: what does not fit ends in "…". */
export function wrap(words: string, letters: number, most: number): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word.length > letters ? `${word.slice(0, letters - 1)}…` : word)
  }
  if (lines.length <= most) return lines
  const kept = lines.slice(0, most)
  const last = kept.at(-1) ?? ''
  return [...kept.slice(0, -1), `${last.slice(0, Math.max(1, letters - 1))}…`]
}
