import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { raw } from '#platform/html'
import { generateMacros, generateOptions } from './generate.ts'
import { components } from './generated/components.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

test('the typed components are made from the library as installed', () => {
  assert.equal(read('generated/options.ts'), generateOptions())
  assert.equal(read('generated/components.ts'), generateMacros())
})

interface Fixture {
  readonly name: string
  readonly options: Record<string, unknown>
  readonly html: string
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

for (const [name, draw] of Object.entries(components)) {
  test(`${kebab(name)} is drawn as the library's own examples show`, () => {
    const file = `../../../node_modules/govuk-frontend/dist/govuk/components/${kebab(name)}/fixtures.json`
    const { fixtures } = JSON.parse(read(file)) as { fixtures: readonly Fixture[] }
    assert.ok(fixtures.length > 0)
    for (const { name: example, options, html } of fixtures) {
      assert.equal(tidy(String(draw(trusted(options) as never))), tidy(html), example)
    }
  })
}

/** The examples give html as text; here only our own markup is taken. */
function trusted(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return name === 'html' || name.endsWith('Html') ? raw(value) : value
  if (Array.isArray(value)) return value.map((member) => trusted(member))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, trusted(member, key)]))
}

const tidy = (html: string): string => html.replaceAll(/\s+/g, ' ').replaceAll('> <', '><').trim()
