import { Worker } from 'node:worker_threads'
import type { TableLimits } from '../limits.ts'
import type { RawRow } from '../row.ts'
import { UnreadableTable } from '../unreadable.ts'
import type { WorkbookFile } from './parts.ts'
import type { WorkerAnswer } from './worker.ts'

export interface WorkbookWatch {
  readonly note: (sentence: string) => void
  /** Told how much of the workbook has been read, from 0 to 1. */
  readonly advance: (share: number) => void
}

/**
 * The rows of a workbook, read in a thread of its own: the web answers others meanwhile, and a workbook that needs too much
 * memory or time ends its thread and nothing else.
 */
export async function* readXlsx(file: WorkbookFile, watch: WorkbookWatch): AsyncGenerator<readonly RawRow[]> {
  const worker = startWorker(file)
  try {
    for (;;) {
      const answer = await askWorker(worker, file)
      if (answer.kind === 'end') return
      if (answer.kind === 'fault') throw new UnreadableTable(answer.sentence)
      if (answer.kind === 'note') watch.note(answer.sentence)
      else {
        watch.advance(answer.share)
        yield answer.rows
      }
    }
  } finally {
    await worker.terminate()
  }
}

const startWorker = (file: WorkbookFile): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: file.limits.workerMegabytes, maxYoungGenerationSizeMb: 16 },
  })

/** Asks for the next part and waits for it, but not longer than the limit. */
function askWorker(worker: Worker, { source, limits }: WorkbookFile): Promise<WorkerAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WorkerAnswer>()
  const fail = (sentence: string) => (): void => reject(new UnreadableTable(sentence))
  const onError = (error: NodeJS.ErrnoException): void =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new UnreadableTable(tooMuchMemory(source.name)) : error)
  const onExit = fail(tooMuchMemory(source.name))
  const timer = setTimeout(fail(tooSlow(source.name, limits)), limits.batchMilliseconds)
  worker.once('message', resolve).once('error', onError).once('exit', onExit)
  worker.postMessage('next')
  return promise.finally(() => {
    clearTimeout(timer)
    worker.off('message', resolve).off('error', onError).off('exit', onExit)
  })
}

const tooMuchMemory = (name: string): string =>
  `${name} needs more memory to read than one workbook is given: save it as CSV, or split it.`

const tooSlow = (name: string, { batchMilliseconds }: TableLimits): string =>
  `${name} was given up after ${batchMilliseconds / 1000} seconds without a row: save the rows alone as a new workbook or CSV.`
