/** The part of a session policy that the simulator enforces: which actions its statements allow and deny. */
export interface SessionPolicy {
  statements: { effect: 'Allow' | 'Deny'; actions: string[] }[]
}

/** @returns undefined when the text is not a policy document with Effect and Action in every statement */
export function parsePolicy(text: string): SessionPolicy | undefined {
  const document = parse(text)
  if (!isRecord(document)) return undefined
  const statements = oneOrMany(document.Statement).map(readStatement)
  return statements.length > 0 && statements.every((statement) => statement !== undefined) ? { statements } : undefined
}

/** Whether a session may call an action: allowed by a statement, and denied by none. */
export function allows({ statements }: SessionPolicy, action: string): boolean {
  const effects = statements.filter(({ actions }) => actions.some((pattern) => matches(pattern, action)))
  return effects.some(({ effect }) => effect === 'Allow') && !effects.some(({ effect }) => effect === 'Deny')
}

/** Whether text fits a pattern with `*` and `?`, without regard to case, as IAM compares actions. */
export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'is').test(text)
}

function readStatement(statement: unknown): SessionPolicy['statements'][number] | undefined {
  if (!isRecord(statement)) return undefined
  const { Effect: effect } = statement
  const actions = oneOrMany(statement.Action)
  if (effect !== 'Allow' && effect !== 'Deny') return undefined
  return actions.length > 0 && actions.every((action) => typeof action === 'string') ? { effect, actions } : undefined
}

function oneOrMany(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
