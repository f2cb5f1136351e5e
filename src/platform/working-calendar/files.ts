import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type BankHolidays, readBankHolidays, toGovUkJson } from '#kernel/clock'
import { type Checked, invalid } from '#kernel/outcome'

/** gov.uk's file is some 60 kB; anything far larger is another file. */
const LARGEST_FILE = 5_000_000

/** Reads a file of gov.uk's shape. Invalid in one sentence that names the file. */
export async function readBankHolidaysFile(file: string): Promise<Checked<BankHolidays>> {
  const text = await readText(file)
  if (text === null) return no(`${file} cannot be read: give the path of the bank holidays file from gov.uk.`)
  const json = parse(text)
  if (json === undefined)
    return no(`${file} is not JSON: give the bank holidays file from gov.uk as it was downloaded.`)
  return readBankHolidays(json)
}

/** Writes bank holidays beside the file and then in its place, so that a crash leaves the old file or the new one, never half. */
export async function writeBankHolidaysFile(file: string, bankHolidays: BankHolidays): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}.unfinished`
  try {
    await writeFile(unfinished, `${JSON.stringify(toGovUkJson(bankHolidays), null, 2)}\n`, { flush: true })
    await rename(unfinished, file)
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function readText(file: string): Promise<string | null> {
  try {
    const { size } = await stat(file)
    return size > LARGEST_FILE ? null : await readFile(file, 'utf8')
  } catch {
    return null
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

const no = (message: string): Checked<never> => invalid({ field: 'file', message })
