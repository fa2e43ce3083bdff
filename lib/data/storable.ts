// Postgres holds no NUL in a text, and in jsonb no half of a surrogate pair either; AWS may send both in what people typed.
// They are stored as U+FFFD: one label must not keep a scan from being stored.

const replacement = '\uFFFD'
/** As JSON writes them. */
const refused = /\\u(?:0000|d[89ab])/

export function storableText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', replacement) : text
}

/** @returns JSON, as a text of Postgres's type json or jsonb */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value)
  return refused.test(text) ? JSON.stringify(value, (_, each) => cleaned(each)) : text
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value.toWellFormed())
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [storableText(key.toWellFormed()), each]))
}
