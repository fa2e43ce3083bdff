import { readFile } from 'node:fs/promises'
import { checks } from '#lib/checks/index.ts'
import { severities } from '#lib/checks/result.ts'
import { scanExitCode } from '#lib/report/exit-code.ts'
import { writeReport } from '#lib/report/formats.ts'
import { evaluateFiles } from '#lib/scan/evaluate-file.ts'
import { defineCommand, oneOf, UsageError } from './command.ts'
import { terminalWidth, writeResult } from './output.ts'

export const evaluateCommand = defineCommand({
  name: 'evaluate',
  usage: 'FILE ... [--format table|json|sarif] [--fail-on SEVERITY]',
  details: `
Judges task definitions as JSON, in the form of "aws ecs register-task-definition --cli-input-json" or as
describe-task-definition prints them. No AWS account is asked, so only what the files themselves prove is reported.

  --format FORMAT      table (default), json or sarif
  --fail-on SEVERITY   end with code 2 when something this severe or worse fails: ${severities.join(', ')}`,
  options: { format: { type: 'string' }, 'fail-on': { type: 'string' } },
  async run(values, files) {
    const format = oneOf('format', values.format, ['table', 'json', 'sarif']) ?? 'table'
    const failOn = oneOf('fail-on', values['fail-on'], severities)
    if (files.length === 0) throw new UsageError('evaluate needs a file: name the JSON of a task definition.')
    const texts = await Promise.all(files.map(async (name) => ({ name, text: await read(name) })))
    const report = evaluateFiles(texts, new Date().toISOString())
    await writeResult(writeReport(format, report, { checks, width: terminalWidth() }))
    return scanExitCode(report, failOn)
  },
})

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError(`The file ${file} cannot be read (${reason}): name another one.`)
  }
}
