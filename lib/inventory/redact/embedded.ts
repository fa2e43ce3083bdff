import type { ValueShape } from './facts.ts'
import { secretName } from './names.ts'
import { shapeOf } from './shape.ts'

/** Shapes that are never a secret, whatever the name says. */
const HARMLESS_SHAPES: ReadonlySet<ValueShape> = new Set([
  'empty',
  'boolean',
  'arn',
  'path',
  'url',
  'dynamic-reference',
  'placeholder',
  'public-key',
])

/** A number of fewer digits is a setting (port, seconds), not a secret. */
const SECRET_NUMBER_DIGITS = 8

export const digitsOf = (value: string): number => value.replace(/\D/g, '').length

/** Can a value of this shape be the secret that its name announces? */
export function canBeSecret(shape: ValueShape, digits: number | undefined): boolean {
  if (shape === 'number') return (digits ?? 0) >= SECRET_NUMBER_DIGITS
  return !HARMLESS_SHAPES.has(shape)
}

/** name=value (shell, connection string, query, JVM property), -name value, "name":"value" (JSON) and name: value (header, YAML). */
const ASSIGNMENTS: readonly RegExp[] = [
  /(?<![\w.-])(?:--?)?([A-Za-z_][\w.-]{0,99})=(?:"([^"]+)"|'([^']+)'|([^\s"'&;,]+))/g,
  /(?<!\S)--?([A-Za-z][\w.-]{0,99})\s+(?:"([^"]+)"|'([^']+)'|([^\s"'-]\S*))/g,
  /"([A-Za-z_][\w.-]{0,99})"\s{0,9}:\s{0,9}"([^"]+)"/g,
  /(?<![\w.-])([A-Za-z][\w.-]{0,99}):[ \t]{1,9}(?:"([^"]+)"|'([^']+)'|([^\s"',;]+))/g,
]

/** Inside a text only names that end in what they hold count: --password-stdin and passwordPolicy hold something else. */
const ENDS_AS_SECRET = /(?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|key|string)\d*$/i

/** Names that are assigned a literal secret inside the text, sorted, without repeats. */
export function embeddedSecrets(text: string): string[] {
  const names = new Set<string>()
  for (const pattern of ASSIGNMENTS) {
    for (const [, name = '', ...values] of text.matchAll(pattern)) {
      if (!secretName(name) || !ENDS_AS_SECRET.test(name)) continue
      const value = values.find((candidate) => candidate !== undefined) ?? ''
      if (canBeSecret(shapeOf(value), digitsOf(value))) names.add(name)
    }
  }
  return [...names].sort()
}
