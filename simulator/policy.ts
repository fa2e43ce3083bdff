interface Statement {
  effect: 'Allow' | 'Deny'
  actions: string[]
  /** `NotResource`: what the statement is not about. */
  exempt: string[]
}

/** The part of a session policy that the simulator enforces: which actions its statements allow and deny, and where not. */
export interface SessionPolicy {
  statements: Statement[]
}

/** @returns undefined when the text is not a policy document with Effect and Action in every statement */
export function parsePolicy(text: string): SessionPolicy | undefined {
  const document = parse(text)
  if (!isRecord(document)) return undefined
  const statements = oneOrMany(document.Statement).map(readStatement)
  return statements.length > 0 && statements.every((statement) => statement !== undefined) ? { statements } : undefined
}

/** Whether a session may call an action on resources: allowed by a statement, and denied by none for any of them. */
export function allows({ statements }: SessionPolicy, action: string, resources: readonly string[] = ['*']): boolean {
  const about = statements.filter(
    ({ actions, exempt }) =>
      actions.some((pattern) => matches(pattern, action)) &&
      resources.some((resource) => !exempt.some((pattern) => matches(pattern, resource))),
  )
  return about.some(({ effect }) => effect === 'Allow') && !about.some(({ effect }) => effect === 'Deny')
}

/** The ARNs a call is about, where a policy may tell them apart; `*` everywhere else. */
export function resourcesOf(action: string, region: string, account: string, input: object): string[] {
  if (action !== 'ssm:GetParameters' || !('Names' in input) || !Array.isArray(input.Names)) return ['*']
  return input.Names.map((name) => {
    const owner = String(name).startsWith('/aws/service/') ? '' : account
    return `arn:aws:ssm:${region}:${owner}:parameter/${String(name).replace(/^\//, '')}`
  })
}

/** Whether text fits a pattern with `*` and `?`, without regard to case, as IAM compares actions. */
export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 'is').test(text)
}

function readStatement(statement: unknown): Statement | undefined {
  if (!isRecord(statement)) return undefined
  const { Effect: effect } = statement
  const actions = oneOrMany(statement.Action)
  if (effect !== 'Allow' && effect !== 'Deny') return undefined
  const exempt = oneOrMany(statement.NotResource)
  return actions.length > 0 && isTexts(actions) && isTexts(exempt) ? { effect, actions, exempt } : undefined
}

function oneOrMany(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function isTexts(values: unknown[]): values is string[] {
  return values.every((value) => typeof value === 'string')
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
