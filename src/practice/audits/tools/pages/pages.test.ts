import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { Temporal } from 'temporal-polyfill'
import { asSystem } from '#platform/access'
import { type Tx, transact } from '#platform/transaction'
import { recordTraining } from '#practice/organisation'
import { post, testApp, type Visitor } from '#test/app'
import { answerOf } from '#test/outcome'
import { bringTools } from '../bring.ts'
import { madeContent } from '../made-tools.ts'
import { putSection } from '../rules/edit.ts'
import { beginToolDraft, findToolDraft, saveToolDraft } from '../store/drafts.ts'
import { addTool } from '../store/tools.ts'
import { listTrained } from '../store/training.ts'
import { listToolVersions, publishVersion } from '../store/versions.ts'

const { app, database, authorityId, signIn } = await testApp()
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => transact(database, asSystem(authorityId, 'test'), work)
const lead = await signIn('qa-lead')
const other = await signIn('head-of-service')
const manager = await signIn('team-manager')

before(() => within(bringTools))

let made = 0
let madeToolId = ''

before(async () => {
  madeToolId = await draftedTool()
})

/** A tool with one published version and a draft of the next, as the two editors of a test find it. */
async function draftedTool(): Promise<string> {
  made += 1
  const tool = { key: `own-${made}`, name: `Own ${made}`, subject: 'child' as const }
  return within(async (tx) => {
    const toolId = (await addTool(tx, tool)) ?? assert.fail()
    await publishVersion(tx, { toolId, content: madeContent, whatChanged: 'The first' })
    answerOf(await beginToolDraft(tx, toolId, madeContent))
    return toolId
  })
}

const bodyOf = async (who: Visitor, address: string): Promise<string> => {
  const answer = await who.get(address)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.body
}

const draftOf = (toolId: string) => within(async (tx) => (await findToolDraft(tx, toolId)) ?? assert.fail('no draft'))

/** Sends a form with the revision that stands in it, as a browser would. */
async function save(who: Visitor, address: string, answers: Record<string, string | string[]>, revision?: number) {
  const form = await bodyOf(who, address)
  const stands = /name="revision" value="(\d+)"/.exec(form)?.[1] ?? ''
  return who.send(address, { revision: String(revision ?? stands), ...answers })
}

/** Sends what a page that was open for a while would send, with the token of another page of theirs. */
async function press(who: Visitor, address: string, answers: Record<string, string>, tokenFrom: string) {
  const _token = /name="_token" value="([^"]+)"/.exec(await bodyOf(who, tokenFrom))?.[1] ?? ''
  return post(app, address, who.cookie, { ...answers, _token })
}

const question = {
  text: 'Was the grandmother asked?',
  guidance: 'Wider family first.',
  kind: 'met',
  sectionKey: 'history',
  isRequired: 'yes',
  asksEvidence: 'yes',
}

test('the list shows each tool with the version that stands, and can be kept as a file', async () => {
  const list = await bodyOf(manager, '/audits/tools')
  for (const name of ['Case file', 'Contact and decision', 'Strategy discussion', 'Supervision record'])
    assert.ok(list.includes(name), name)
  assert.doesNotMatch(list, /New tool/)
  assert.match(await bodyOf(lead, '/audits/tools'), /New tool/)
  assert.match((await manager.get('/audits/tools?about=child&format=csv')).body, /Case file,Case file,1/)
  assert.doesNotMatch((await manager.get('/audits/tools?about=child&format=csv')).body, /Supervision/)
  assert.equal((await manager.get('/audits/tools?about=everything')).statusCode, 400)
})

test('a new tool is begun, filled, published and read as an auditor sees it, all without JavaScript', async () => {
  const begun = await lead.send('/audits/tools/new', { name: 'Neglect, case file', subject: 'child' })
  const draft = String(begun.headers.location)
  assert.match(draft, /\/draft$/, begun.body)
  assert.match(
    await bodyOf(lead, `${draft}/publish`),
    /It cannot be published yet:[\s\S]*Say what Good means[\s\S]*Add at least one section/,
  )
  await save(lead, `${draft}/introduction`, {
    introduction: 'Read a year.',
    voices: ['worker', 'child'],
    ...Object.fromEntries(Object.entries(madeContent.grading).map(([grade, words]) => [`grading.${grade}`, words])),
  })
  const section = await save(lead, `${draft}/section`, { title: 'Daily care', isGraded: 'yes' })
  assert.match(String(section.headers.location), /#section-daily-care$/)
  const asked = await save(lead, `${draft}/question?section=daily-care`, {
    ...{ text: 'Who feeds him?', guidance: 'Ask the school.', kind: 'choice', sectionKey: 'daily-care' },
    ...{ choices: 'His mother\r\nHis sister\r\n', isRequired: 'yes', andThen: 'another' },
  })
  assert.match(String(asked.headers.location), /\/draft\/question\?section=daily-care$/)
  assert.match(await bodyOf(lead, `${draft}/preview`), /1\.1 Who feeds him\?[\s\S]*His sister/)
  const silent = await save(lead, `${draft}/publish`, { whatChanged: ' ' })
  assert.match(silent.body, /Say what changed and why/)
  const published = await save(lead, `${draft}/publish`, { whatChanged: 'We had none for neglect' })
  const version = String(published.headers.location)
  const read = await bodyOf(manager, version)
  for (const words of [
    'Neglect, case file, version 1',
    'We had none for neglect',
    lead.name,
    'Who feeds him?',
    'Overall grade',
  ])
    assert.ok(read.includes(words), words)
  assert.doesNotMatch(read, / checked/)
  assert.equal((await lead.get(draft)).statusCode, 404)
})

test('two tools of one name are not told apart, so the second is refused', async () => {
  const twice = await lead.send('/audits/tools/new', { name: 'case FILE', subject: 'child' })
  assert.equal(twice.statusCode, 400)
  assert.match(twice.body, /Another tool has this name/)
})

test('of two editors the second meets the first: both texts are on the page, and nothing is lost', async () => {
  const toolId = await draftedTool()
  const address = `/audits/tools/${toolId}/draft/section?section=history`
  const first = await save(lead, address, { title: 'History of the family', guidance: '', isGraded: 'yes' })
  assert.equal(first.statusCode, 303)
  const second = await save(other, address, { title: 'The past', guidance: 'Ten years', isGraded: '' }, 1)
  assert.equal(second.statusCode, 409)
  for (const words of [
    `${lead.name} changed this draft`,
    'value="The past"',
    'Ten years',
    'How it stands now',
    'History of the family',
  ])
    assert.ok(second.body.includes(words), words)
  assert.equal((await draftOf(toolId)).content.sections[0]?.title, 'History of the family')
  const again = await other.send(address, {
    ...{ title: 'The past', guidance: 'Ten years' },
    revision: /name="revision" value="(\d+)"/.exec(second.body)?.[1] ?? '',
  })
  assert.equal(again.statusCode, 303)
  const { sections } = (await draftOf(toolId)).content
  assert.deepEqual([sections[0]?.title, sections[0]?.key, sections[0]?.questions.length], ['The past', 'history', 2])
})

test('what was typed survives that its section, or the whole draft, is gone meanwhile', async () => {
  const toolId = await draftedTool()
  const draft = `/audits/tools/${toolId}/draft`
  await save(lead, `${draft}/remove?section=history`, {})
  const orphan = await other.send(`${draft}/question?section=history`, { ...question, revision: '1' })
  assert.equal(orphan.statusCode, 409)
  assert.match(orphan.body, /Was the grandmother asked\?/)
  await save(lead, `${draft}/discard`, {})
  // Their page was open all the while, so they have a token and an old revision.
  const gone = await press(other, `${draft}/question?section=form`, { ...question, revision: '2' }, '/audits/tools/new')
  assert.equal(gone.statusCode, 409)
  assert.match(gone.body, /published or thrown away[\s\S]*Was the grandmother asked\?/)
})

test('sections and questions are added, changed, moved and removed, and keep their keys', async () => {
  const toolId = await draftedTool()
  const draft = `/audits/tools/${toolId}/draft`
  await save(lead, `${draft}/question?section=history`, question)
  await save(lead, draft, { move: 'question:up:was-the-grandmother-asked' })
  await save(lead, draft, { move: 'section:down:history' })
  await save(lead, `${draft}/question?section=history&question=chronology`, {
    ...{ text: 'Is the chronology up to date?', kind: 'text', sectionKey: 'form', isRequired: '', asksEvidence: '' },
  })
  await save(lead, `${draft}/remove?section=form&question=held-how`, {})
  const { sections } = (await draftOf(toolId)).content
  assert.deepEqual(
    sections.map(({ key, questions }) => [key, questions.map((each) => each.key)]),
    [
      ['form', ['is-the-chronology-up-to-date']],
      ['history', ['was-the-grandmother-asked', 'siblings']],
    ],
  )
  assert.deepEqual(sections[0]?.questions[0], {
    ...{
      key: 'is-the-chronology-up-to-date',
      text: 'Is the chronology up to date?',
      guidance: '',
      kind: 'text',
      choices: [],
    },
    ...{ isRequired: false, asksEvidence: false },
  })
  assert.equal((await save(lead, draft, { move: 'section:sideways:form' })).statusCode, 400)
})

test('a question that is answered in another way than it was published counts as another', async () => {
  const toolId = await draftedTool()
  const address = `/audits/tools/${toolId}/draft/question?section=history&question=siblings`
  const reworded = { ...question, text: 'Are the siblings in it?' }
  await save(lead, address, reworded)
  const keys = async () => (await draftOf(toolId)).content.sections[0]?.questions.map(({ key }) => key)
  assert.deepEqual(await keys(), ['chronology', 'siblings'])
  await save(lead, address, { ...reworded, kind: 'number' })
  assert.deepEqual(await keys(), ['chronology', 'are-the-siblings-in-it'])
})

test('text that nobody changed is not told as changed, whatever line ends a browser sends', async () => {
  const toolId = await draftedTool()
  const draft = `/audits/tools/${toolId}/draft`
  const grading = Object.entries(madeContent.grading).map(([grade, words]) => [`grading.${grade}`, words])
  const answers = { voices: 'worker', ...Object.fromEntries(grading) }
  await save(lead, `${draft}/introduction`, { introduction: 'One\r\n\r\nTwo', ...answers })
  assert.equal((await draftOf(toolId)).content.introduction, 'One\n\nTwo')
  await save(lead, `${draft}/introduction`, { introduction: madeContent.introduction, ...answers })
  assert.match(
    (await save(lead, `${draft}/publish`, { whatChanged: 'Nothing' })).body,
    /Nothing is different from version 1/,
  )
})

test('a key that a version used is not given to another question', async () => {
  const toolId = await draftedTool()
  const draft = `/audits/tools/${toolId}/draft`
  await save(lead, `${draft}/remove?section=history&question=siblings`, {})
  await save(lead, `${draft}/question?section=history`, { ...question, text: 'Siblings' })
  const keys = (await draftOf(toolId)).content.sections.flatMap(({ questions }) => questions.map(({ key }) => key))
  assert.deepEqual(keys, ['chronology', 'siblings-2', 'held-how'])
})

test('a question that cannot be taken comes back as it was typed, with what to do', async () => {
  const toolId = await draftedTool()
  const address = `/audits/tools/${toolId}/draft/question?section=history`
  const sent = await save(lead, address, { ...question, text: '', kind: 'choice', choices: 'Only one', isRequired: '' })
  assert.equal(sent.statusCode, 400)
  for (const words of ['Enter the question', 'Wider family first.']) assert.ok(sent.body.includes(words), words)
  const single = await save(lead, address, { ...question, kind: 'choice', choices: 'Only one' })
  assert.match(single.body, /Enter at least two choices/)
  assert.match(single.body, />Only one</)
  const nowhere = await save(lead, address, { ...question, sectionKey: 'not-there' })
  assert.match(nowhere.body, /Choose the section that it belongs to/)
  assert.equal((await draftOf(toolId)).revision, 1)
})

test('a draft that would be incomplete is not published, and the sentence names section and question', async () => {
  const toolId = await draftedTool()
  const hollow = putSection(madeContent, 'hollow', { title: 'Hollow', guidance: '', isGraded: false })
  answerOf(await within((tx) => saveToolDraft(tx, { toolId, revision: 1, content: hollow })))
  const address = `/audits/tools/${toolId}/draft/publish`
  assert.match(await bodyOf(lead, address), /Section 3 “Hollow” asks nothing/)
  assert.equal((await within((tx) => listToolVersions(tx, toolId))).length, 1)
})

test('a draft is published once, as it was when whoever publishes read it', async () => {
  const toolId = await draftedTool()
  const address = `/audits/tools/${toolId}/draft/publish`
  const same = await save(lead, address, { whatChanged: 'Nothing' })
  assert.equal(same.statusCode, 400)
  assert.match(same.body, /Nothing is different from version 1/)
  await save(other, `/audits/tools/${toolId}/draft/question?section=history`, question)
  const stale = await save(lead, address, { whatChanged: 'Read before' }, 1)
  assert.equal(stale.statusCode, 409)
  assert.match(stale.body, /Read before/)
  const published = await save(lead, address, { whatChanged: 'The wider family' })
  assert.equal(published.statusCode, 303)
  const [latest] = await within((tx) => listToolVersions(tx, toolId))
  assert.deepEqual([latest?.number, latest?.whatChanged, latest?.publishedByName], [2, 'The wider family', lead.name])
})

test('two versions are compared by what was added, removed and reworded', async () => {
  const toolId = await draftedTool()
  await save(lead, `/audits/tools/${toolId}/draft/question?section=history`, question)
  const published = await save(lead, `/audits/tools/${toolId}/draft/publish`, { whatChanged: 'More' })
  const version = String(published.headers.location)
  const compared = await bodyOf(manager, `${version}/compare`)
  assert.match(
    compared,
    /From version 1 to version 2[\s\S]*Added: 1\. Removed: 0\. Changed: 0\.[\s\S]*Was the grandmother asked/,
  )
  const [, first] = await within((tx) => listToolVersions(tx, toolId))
  assert.match(
    await bodyOf(manager, `/audits/tools/versions/${first?.id}/compare?with=${version.split('/').at(-1)}`),
    /From version 1 to/,
  )
  const [foreign] = await within((tx) => listToolVersions(tx, madeToolId))
  assert.equal((await manager.get(`${version}/compare?with=${foreign?.id}`)).statusCode, 404)
  assert.match(await bodyOf(manager, `/audits/tools/${toolId}`), /Version 2[\s\S]*Compare/)
})

test('staff read tools, and those who run audits alone change them', async () => {
  const toolId = await draftedTool()
  assert.equal((await manager.get(`/audits/tools/${toolId}`)).statusCode, 200)
  assert.equal((await manager.get(`/audits/tools/${toolId}/draft`)).statusCode, 403)
  assert.doesNotMatch(await bodyOf(manager, `/audits/tools/${toolId}`), /Go on with the draft/)
  const begin = (who: Visitor, tokenFrom: string) => press(who, `/audits/tools/${toolId}`, { from: 'empty' }, tokenFrom)
  assert.equal((await begin(manager, '/children')).statusCode, 403)
  assert.equal((await begin(lead, '/audits/tools/new')).statusCode, 409)
})

test('training for a tool is recorded and taken back, and shows whether it counts today', async () => {
  const toolId = madeToolId
  const add = `/audits/tools/${toolId}/training/add`
  const day = { personId: manager.personId, completedOn: '01/03/2024', expiresOn: '' }
  assert.match((await lead.send(add, { ...day, expiresOn: '01/02/2024' })).body, /It must expire after/)
  assert.match((await lead.send(add, { ...day, completedOn: '01/03/2094' })).body, /still to come/)
  const worker = await signIn('duty-social-worker')
  assert.match((await lead.send(add, { ...day, personId: worker.personId })).body, /Choose somebody from the list/)
  assert.equal((await lead.send(add, day)).statusCode, 303)
  const list = '/audits/tools/training'
  assert.match(await bodyOf(manager, list), new RegExp(`${manager.name}[\\s\\S]*Not trained to audit at all`))
  const completedOn = Temporal.PlainDate.from('2024-01-01')
  await within(async (tx) =>
    answerOf(await recordTraining(tx, { personId: manager.personId, kind: 'audit', completedOn, expiresOn: null })),
  )
  assert.match(await bodyOf(lead, `${list}?tool=${toolId}&state=counts`), new RegExp(manager.name))
  assert.match((await lead.get(`${list}?format=csv`)).body, /2024-03-01,,May audit with it/)
  const withdraw = /\/audits\/tools\/training\/[0-9a-f-]{36}\/withdraw/.exec(await bodyOf(lead, list))?.[0] ?? ''
  assert.doesNotMatch(await bodyOf(manager, list), /\/withdraw/)
  assert.match((await lead.send(withdraw, { why: '' })).body, /Say why it is taken back/)
  assert.equal((await lead.send(withdraw, { why: 'Another course' })).statusCode, 303)
  assert.deepEqual(await within((tx) => listTrained(tx, toolId, completedOn.add({ years: 1 }))), [])
  assert.match(await bodyOf(lead, `${list}?tool=${toolId}`), /Nobody fits/)
})
