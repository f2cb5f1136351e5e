import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { UnreadableTable } from '../unreadable.ts'
import { damaged } from './directory.ts'
import { readWorkbookParts, type WorkbookFile, type WorkbookPart } from './parts.ts'

/** What the thread answers each time it is asked for more. */
export type WorkerAnswer =
  | WorkbookPart
  | { readonly kind: 'end' }
  | { readonly kind: 'fault'; readonly sentence: string }

if (!parentPort) throw new Error('this file runs as a worker thread')
const port = parentPort

/** Reads one part ahead, and no further: whoever takes the rows sets the pace. */
async function answer(file: WorkbookFile): Promise<void> {
  let asked = once(port, 'message')
  const send = async (message: WorkerAnswer): Promise<void> => {
    await asked
    asked = once(port, 'message')
    port.postMessage(message)
  }
  try {
    for await (const part of readWorkbookParts(file)) await send(part)
    await send({ kind: 'end' })
  } catch (error) {
    // Anything that does not carry its own sentence is XML or a zip that is not what it should be.
    await send({
      kind: 'fault',
      sentence: error instanceof UnreadableTable ? error.message : damaged(file.source.name),
    })
  } finally {
    port.close()
  }
}

await answer(workerData as WorkbookFile)
