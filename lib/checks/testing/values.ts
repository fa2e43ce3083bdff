import { classifyValue } from '#lib/inventory/redact/classify.ts'
import { classifyCommand } from '#lib/inventory/redact/command.ts'

const DIGEST_KEY = 'fixture'

/** Environment as an inventory keeps it: names and facts, never the values given here. */
export const env = (values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => ({ name, value: classifyValue(value, DIGEST_KEY) }))

export const command = (...words: string[]) => classifyCommand(words, DIGEST_KEY)
