import { readFile } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { count } from '#kernel/words'
import type { CommandContext, Output } from '#platform/area'
import { readCaseFile } from './case-file.ts'
import type { Allocation, Clash } from './rules/allocation.ts'
import type { AllocationProblem } from './rules/problem.ts'
import { AllocationFailed, openAllocator } from './thread/allocator.ts'

/** `los allocate CASE.json --json`: who audits what, solved exactly, for a case given as a file. No database. */
export function allocateCommand(program: Command, { out }: CommandContext): void {
  program
    .command('allocate')
    .description('allocate audits so that nobody audits own work; exit 1 and the clashing rules when it cannot be done')
    .argument('<file>', 'the auditors, cases and rules as JSON')
    .option('--json', 'answer with one JSON document')
    .action((file: string, options: { json?: boolean }) => run(out, file, options.json === true))
}

async function run(out: Output, file: string, isJson: boolean): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return refuse(out, `${file} cannot be read: give the path of a JSON file.`)
  const problem = readCaseFile(text)
  if (!problem.ok) return refuse(out, problem.problems[0]?.message ?? 'The file cannot be taken.')
  const allocator = openAllocator()
  try {
    const allocation = await whileShown(allocator.allocate(problem.value))
    if (isJson) out.json(toDocument(problem.value, allocation))
    else tell(out, problem.value, allocation)
    if (allocation.status === 'optimal') for (const note of allocation.notes) out.complain(note)
    out.exit(allocation.status === 'optimal' ? 0 : 1)
  } catch (error) {
    if (!(error instanceof AllocationFailed)) throw error
    out.complain(error.message)
    out.exit(3)
  } finally {
    await allocator.close()
  }
}

function refuse(out: Output, sentence: string): void {
  out.complain(sentence)
  out.exit(2)
}

/** For people at a terminal a line that shows it is at work, when it takes more than a second. On standard error. */
async function whileShown<Answer>(work: Promise<Answer>): Promise<Answer> {
  if (!process.stderr.isTTY) return work
  const bar = new SingleBar({ format: 'Allocating … {duration_formatted}', clearOnComplete: true })
  const begin = setTimeout(() => bar.start(1, 0), 1000)
  const each = setInterval(() => bar.updateETA(), 500)
  return work.finally(() => {
    clearTimeout(begin)
    clearInterval(each)
    bar.stop()
  })
}

const audits = (assignments: readonly { readonly auditor: string }[], id: string): number =>
  assignments.filter(({ auditor }) => auditor === id).length

function toDocument({ auditors }: AllocationProblem, allocation: Allocation) {
  const assignments = allocation.status === 'optimal' ? allocation.assignments : []
  return {
    status: allocation.status,
    assignments,
    load: Object.fromEntries(auditors.map(({ id }) => [id, audits(assignments, id)])),
    gap: allocation.status === 'optimal' ? allocation.proof.gap : 0,
    clashes: allocation.status === 'optimal' ? [] : allocation.clashes,
  }
}

function tell(out: Output, { auditors, cases }: AllocationProblem, allocation: Allocation): void {
  if (allocation.status === 'infeasible') {
    out.line('It cannot be done: these rules clash.')
    for (const clash of allocation.clashes) tellClash(out, clash)
    return
  }
  const { assignments, proof } = allocation
  const width = Math.max(4, ...cases.map(({ id }) => id.length))
  out.line(`${'Case'.padEnd(width)}  Auditors`)
  for (const { id } of cases) {
    const markers = assignments.filter((each) => each.case === id).map(({ auditor }) => auditor)
    out.line(`${id.padEnd(width)}  ${markers.join(', ')}`)
  }
  out.line('')
  for (const { id, capacity } of auditors) out.line(`${id}: ${audits(assignments, id)} of ${capacity}`)
  out.line('')
  out.line(
    `Loads are ${proof.deviation.toFixed(2)} audits from capacity-proportional in all; the best possible is ${proof.bound.toFixed(2)} (${proof.solver}).`,
  )
}

function tellClash(out: Output, { rule, sentence, frees }: Clash): void {
  out.line(`${sentence} (${rule}).`)
  if (frees.length > 0) out.line(`  ${count(frees.length, 'way')} out: ${frees.join('; ')}.`)
}
