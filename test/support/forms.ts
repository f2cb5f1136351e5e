import assert from 'node:assert/strict'
import type { APIRequestContext, Page } from 'playwright-core'

type Answer = NonNullable<Parameters<APIRequestContext['post']>[1]>['multipart']
type Answers = Exclude<Answer, FormData | undefined>

/**
 * Sends a page's form as the browser would, with its token, its hidden answers and what was chosen beforehand, in the
 * session of the window. Answers the path that it leads to.
 */
export async function sendForm(page: Page, url: string, answers: Answers): Promise<string> {
  const form = await (await page.request.get(url)).text()
  const multipart = { ...standing(form), ...answers }
  const sent = await page.request.post(url, {
    maxRedirects: 0,
    headers: { 'sec-fetch-site': 'same-origin' },
    ...(/enctype="multipart/.test(form) ? { multipart } : { form: multipart as Record<string, string> }),
  })
  assert.equal(sent.status(), 303, `${url}: ${(await sent.text()).match(/error-summary[\s\S]{0,900}/)?.[0]}`)
  return String(sent.headers()['location'])
}

/** What stands in the form before anybody types. */
function standing(form: string): Record<string, string> {
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  const chosen = [...form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>[\s\S]*?<\/select>/g)].flatMap(([all, name]) => {
    const value = /<option value="([^"]*)" selected/.exec(all)?.[1]
    return value === undefined ? [] : [['', name, value]]
  })
  return Object.fromEntries([...hidden, ...chosen].map(([, name = '', value = '']) => [name, value]))
}
