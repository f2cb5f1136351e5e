import { type Html, html } from '#platform/html'

/** What was said under each prompt; prompts under which nothing was said leave nothing. */
export const said = (...prompts: readonly (readonly [prompt: string, words: string | null])[]): Html | null => {
  const given = prompts.filter(([, words]) => words !== null && words !== '')
  if (given.length === 0) return null
  return html`<dl class="los-said">${given.map(([prompt, words]) => html`<dt>${prompt}</dt><dd>${words}</dd>`)}</dl>`
}
