import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html, join, nothing, raw } from './html.ts'

test('whatever a person typed is escaped, in content and in attributes', () => {
  const typed = `<script>alert("it's & on")</script>`
  const safe = '&lt;script&gt;alert(&quot;it&#39;s &amp; on&quot;)&lt;/script&gt;'
  assert.equal(html`<p title="${typed}">${typed}</p>`.toString(), `<p title="${safe}">${safe}</p>`)
})

test('markup inside markup stays, lists are joined, nothing leaves nothing', () => {
  const rows = ['a', '<b>'].map((word) => html`<li>${word}</li>`)
  assert.equal(
    html`<ul>${rows}${null}${undefined}${false}${0}</ul>`.toString(),
    '<ul><li>a</li><li>&lt;b&gt;</li>0</ul>',
  )
  assert.equal(join(['a', raw('<br>'), nothing], ', ').toString(), 'a, <br>, ')
})

test('an object that only looks like markup is not trusted', () => {
  const forged = { toString: () => '<script>' } as unknown as string
  assert.equal(html`${forged}`.toString().includes('<script>'), false)
})
