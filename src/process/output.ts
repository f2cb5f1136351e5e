import type { Output } from '#platform/area'

/** Answers of commands on this process's own streams. */
export const processOutput: Output = {
  line: (text) => void process.stdout.write(`${text}\n`),
  json: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
  complain: (sentence) => void process.stderr.write(`${sentence}\n`),
  exit: (code) => {
    process.exitCode = code
  },
}
