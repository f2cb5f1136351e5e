import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asSystem } from '#platform/access'
import { transact } from '#platform/transaction'
import { runCommand } from '#test/commands'
import { testDatabase } from '#test/database'
import { answerOf } from '#test/outcome'
import { organisationCommands } from './commands.ts'
import { addTeam } from './store/places.ts'

const { database, migrationUrl } = await testDatabase()

const los = (...typed: readonly string[]) =>
  runCommand({ database, migrationUrl }, organisationCommands('https://line-of-sight.example'), typed)

describe('the first person of an authority', () => {
  it('an authority is added once, by its number and name', async () => {
    assert.deepEqual((await los('authority', 'add', '--id', '383', '--name', 'Northmoor', '--json')).documents, [
      { authorityId: 383, name: 'Northmoor' },
    ])
    const again = await los('authority', 'add', '--id', '383', '--name', 'Southmoor')
    assert.deepEqual([again.complaints, again.code], [['Authority 383 is here already: Northmoor.'], 2])
    assert.equal((await los('authority', 'add', '--id', 'north', '--name', 'North')).code, 2)
  })

  it('a person is added with a one-time link on a line of its own', async () => {
    await transact(database, asSystem(383, 'test'), async (tx) => {
      answerOf(await addTeam(tx, { name: 'Duty and Advice Team', areaId: null }))
    })
    const typed = ['--role', 'duty-manager', '--role', 'administrator', '--email', 'Amina@Council.example'] as const
    const added = await los('people', 'add', ...typed, '--name', 'Amina Khan', '--team', 'duty and advice team')
    assert.match(added.lines[0] ?? '', /^https:\/\/line-of-sight\.example\/invitation\/[\w-]{43}$/)
    const listed = await los('people', 'list')
    assert.deepEqual(listed.lines, [
      'Amina Khan · amina@council.example · Duty and Advice Team manager, System administrator · Duty and Advice Team',
    ])
  })

  it('for machines the list is one document', async () => {
    const [document] = (await los('people', 'list', '--json')).documents as [
      { people: readonly Record<string, unknown>[] },
    ]
    assert.deepEqual(
      document.people.map(({ email, roles, team }) => [email, roles, team]),
      [['amina@council.example', ['duty-manager', 'administrator'], 'Duty and Advice Team']],
    )
  })

  it('what is wrong is said in one sentence, and nothing is added', async () => {
    const sentences = [
      await los('people', 'add', '--role', 'king', '--email', 'x@y.example'),
      await los('people', 'add', '--role', 'partner', '--email', 'x@y.example'),
      await los('people', 'add', '--role', 'administrator', '--email', 'amina@council.example'),
      await los('people', 'add', '--role', 'administrator', '--email', 'x@y.example', '--team', 'Nowhere'),
    ]
    assert.deepEqual(
      sentences.map(({ code, lines }) => [code, lines]),
      Array(4).fill([2, []]),
    )
    assert.match(sentences[0]?.complaints[0] ?? '', /there is no role king/)
    assert.match(sentences[3]?.complaints[0] ?? '', /there is no team called Nowhere/)
    assert.equal((await los('people', 'list')).lines.length, 1)
  })
})
