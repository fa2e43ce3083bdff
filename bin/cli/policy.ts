import { policyFormats, writePolicy } from '#lib/scan/policy.ts'
import { defineCommand, noPositionals, oneOf } from './command.ts'
import { writeResult } from './output.ts'

export const policyCommand = defineCommand({
  name: 'policy',
  usage: '[--format json|cloudformation|terraform]',
  details: `
Prints what the role to scan with must be allowed: exactly the actions that the product calls.

  --format FORMAT   json (default): the policies; cloudformation, terraform: the role with its trust and external id`,
  options: { format: { type: 'string' } },
  async run(values, positionals) {
    noPositionals('policy', positionals)
    await writeResult(writePolicy(oneOf('format', values.format, policyFormats) ?? 'json'))
    return 0
  },
})
