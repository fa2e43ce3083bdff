import type { Json } from '#lib/inventory/evidence.ts'

export type JsonLine = {
  text: string
  /** Of the value that starts here, as evidence writes it: `containerDefinitions[0].environment[1]`; '' for the document. */
  path: string
  /** The line holds the whole value, with everything below it. */
  whole: boolean
}

/** Records of at most this many characters stay on one line: an environment variable, a port mapping. */
const longestRecord = 96

type Place = { path: string; indent: string; before: string; after: string }

/** A JSON document as lines, two spaces a level. A redacted value stands as "‹redacted, 43›": its length is all it says. */
export function jsonLines(document: Json): JsonLine[] {
  return linesOf(document, { path: '', indent: '', before: '', after: '' })
}

function linesOf(value: Json, place: Place): JsonLine[] {
  const { path, indent, before, after } = place
  const short = onOneLine(value)
  if (short !== undefined) return [{ text: `${indent}${before}${short}${after}`, path, whole: true }]
  const isList = Array.isArray(value)
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  const entries = Object.entries(value ?? {})
  const inner = entries.flatMap(([name, child], index) =>
    linesOf(child, {
      path: isList ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`,
      indent: `${indent}  `,
      before: isList ? '' : `${JSON.stringify(name)}: `,
      after: index === entries.length - 1 ? '' : ',',
    }),
  )
  return [
    { text: `${indent}${before}${open}`, path, whole: false },
    ...inner,
    { text: `${indent}${close}${after}`, path, whole: false },
  ]
}

function onOneLine(value: Json): string | undefined {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const redacted = redactedLength(value)
  if (redacted !== undefined) return `‹redacted, ${redacted}›`
  const entries = Object.entries(value)
  if (entries.length === 0) return Array.isArray(value) ? '[]' : '{}'
  const parts = entries.map(([name, child]) => {
    const plain = child === null || typeof child !== 'object' || redactedLength(child) !== undefined
    const text = plain ? onOneLine(child) : undefined
    return text !== undefined && (Array.isArray(value) ? text : `${JSON.stringify(name)}: ${text}`)
  })
  if (parts.includes(false)) return undefined
  const text = Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`
  return text.length <= longestRecord ? text : undefined
}

/** Length of a value that was classified and dropped while collecting; undefined for every other value. */
function redactedLength(value: Json): number | undefined {
  if (!isRecord(value) || typeof value.length !== 'number') return undefined
  return typeof value.shape === 'string' && Array.isArray(value.patterns) ? value.length : undefined
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
