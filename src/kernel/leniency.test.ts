import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Grading, type Leniency, leniencyOf } from '#kernel/leniency'
import { type Draws, seededDraws } from '#kernel/statistics'

const auditors = ['Ada', 'Bel', 'Cy', 'Dot', 'Eve', 'Fay', 'Gus', 'Hal']
/** What each adds to a grade; together nothing. */
const known = [0.4, 0.25, 0.1, 0, 0, -0.1, -0.25, -0.4]
const teams = [0.3, 0.1, 0, -0.1, -0.3]
const tools = [0.1, 0, -0.1]

/** A whole grade whose mean is `wanted`, between 1 and 4. */
const gradeAbout = (wanted: number, draws: Draws): number => Math.floor(wanted + draws.share())

/** Cases fall unevenly: each auditor sees some teams more than others, as allocation away from the own team makes it. */
function gradingsOf(many: number, seed: number): readonly Grading[] {
  const draws = seededDraws(seed)
  return Array.from({ length: many }, () => {
    const auditor = draws.below(auditors.length)
    const team = draws.share() < 0.5 ? auditor % teams.length : draws.below(teams.length)
    const tool = draws.below(tools.length)
    const month = draws.below(6)
    const wanted = 2.5 + (known[auditor] ?? 0) + (teams[team] ?? 0) + (tools[tool] ?? 0) + (month - 2.5) * 0.02
    return {
      auditor: auditors[auditor] ?? '',
      team: `team ${team}`,
      tool: `tool ${tool}`,
      month: `2021-0${month + 1}`,
      grade: gradeAbout(wanted, draws),
    }
  })
}

const estimated = (leniency: Leniency) => {
  if (leniency.leniency === null) return assert.fail(leniency.reason)
  return leniency
}

const reasonOf = (found: readonly Leniency[], auditor: string) => {
  const of = found.find((leniency) => leniency.auditor === auditor)
  return of?.leniency === null ? of.reason : `${of?.leniency}`
}

const grading = (auditor: string, team: string, grade: number, tool = 'file', month = '2021-11'): Grading => ({
  auditor,
  team,
  tool,
  month,
  grade,
})

describe('how lenient auditors are', () => {
  it('intervals hold what is known in about 95 of 100 made-up councils, for each auditor', () => {
    const councils = 400
    const held = auditors.map(() => 0)
    const mean = auditors.map(() => 0)
    for (let seed = 1; seed <= councils; seed += 1)
      for (const [at, leniency] of leniencyOf(gradingsOf(240, seed)).entries()) {
        const { low, high, leniency: value } = estimated(leniency)
        const truth = known[at] ?? Number.NaN
        held[at] = (held[at] ?? 0) + (low <= truth && truth <= high ? 1 : 0)
        mean[at] = (mean[at] ?? 0) + value / councils
      }
    const share = held.reduce((sum, times) => sum + times, 0) / (councils * auditors.length)
    assert.ok(0.935 < share && share < 0.965, `${share} in all`)
    // Of 400, between 92 % and 98 % for any one of them, almost surely.
    assert.ok(
      held.every((times) => 0.915 < times / councils && times / councils < 0.985),
      `${held}`,
    )
    for (const [at, value] of mean.entries()) assert.ok(Math.abs(value - (known[at] ?? 0)) < 0.02, `${mean}`)
  })

  it('whoever graded the better teams is not taken for lenient', () => {
    const better = (auditor: string, times: number) =>
      Array.from({ length: times }, (_, at) => grading(auditor, 'good team', at % 2 === 0 ? 4 : 3))
    const worse = (auditor: string, times: number) =>
      Array.from({ length: times }, (_, at) => grading(auditor, 'weak team', at % 2 === 0 ? 2 : 1))
    const found = leniencyOf([...better('Ada', 20), ...worse('Ada', 4), ...better('Bel', 4), ...worse('Bel', 20)])
    for (const leniency of found) {
      const { leniency: value, low, high } = estimated(leniency)
      assert.ok(Math.abs(value) < 1e-9 && low < -0.1 && high > 0.1)
    }
  })

  it('two auditors of the same cases: half the difference of their means, with the interval of a paired t', () => {
    const first = [1, 2, 3, 4, 3, 2]
    const second = [2, 2, 4, 4, 4, 3]
    const cases = first.flatMap((grade, at) => [
      grading('Ada', `team ${at}`, grade),
      grading('Bel', `team ${at}`, second[at] ?? 0),
    ])
    const [ada, bel] = leniencyOf(cases).map(estimated)
    // Differences 1 0 1 0 1 1: mean 2/3, standard deviation 0.5164, of six.
    assert.equal(bel?.leniency.toFixed(6), (1 / 3).toFixed(6))
    assert.equal(ada?.leniency.toFixed(6), (-1 / 3).toFixed(6))
    assert.equal(bel?.se.toFixed(6), (Math.sqrt(4 / 15 / 6) / 2).toFixed(6))
    assert.equal((((bel?.high ?? 0) - (bel?.leniency ?? 0)) / (bel?.se ?? 1)).toFixed(4), '2.5706')
    assert.deepEqual([ada?.gradings, ada?.others], [6, 1])
  })
})

describe('what cannot be told', () => {
  const connected = [1, 2, 3, 4].flatMap((at) => [
    grading('Ada', `team ${at % 2}`, at),
    grading('Bel', `team ${at % 2}`, 5 - at),
  ])

  it('an auditor who shares no team with anybody gets a sentence, and does not disturb the others', () => {
    const found = leniencyOf([...connected, grading('Cy', 'far team', 1), grading('Cy', 'far team', 4)])
    assert.equal(
      reasonOf(found, 'Cy'),
      'No other auditor graded a team that this auditor graded, so the two cannot be told apart.',
    )
    for (const [at, { leniency }] of leniencyOf(connected).entries())
      assert.ok(Math.abs((found[at]?.leniency ?? Number.NaN) - (leniency ?? Number.NaN)) < 1e-9)
  })

  it('nor one whose tool or months are nobody else’s', () => {
    const found = leniencyOf([...connected, grading('Cy', 'team 1', 2, 'themes'), grading('Cy', 'team 0', 3, 'themes')])
    assert.match(reasonOf(found, 'Cy'), /^No other auditor graded a tool that this auditor graded/)
  })

  it('auditors of two sets of teams are compared within each, never across', () => {
    const elsewhere = connected.map(({ auditor, team, grade }) => grading(`${auditor} East`, `${team} East`, grade))
    const found = leniencyOf([...connected, ...elsewhere]).map(estimated)
    assert.deepEqual(
      found.map(({ auditor, others }) => [auditor, others]),
      [
        ['Ada', 1],
        ['Ada East', 1],
        ['Bel', 1],
        ['Bel East', 1],
      ],
    )
  })

  it('a lone auditor, too few grades, and grades without chance are said', () => {
    assert.match(reasonOf(leniencyOf([grading('Ada', 'a', 1)]), 'Ada'), /no other auditor/)
    assert.match(reasonOf(leniencyOf([grading('Ada', 'a', 1), grading('Bel', 'a', 2)]), 'Ada'), /too few grades/)
    const same = leniencyOf(['Ada', 'Bel'].flatMap((auditor) => [1, 2, 3].map(() => grading(auditor, 'a', 3))))
    assert.match(reasonOf(same, 'Bel'), /leave nothing to chance/)
    assert.deepEqual(leniencyOf([]), [])
  })
})
