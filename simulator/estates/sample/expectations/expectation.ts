export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info'

/** A subject that must fail. What is left out here the catalogue does not settle, so nothing is expected of it. */
export interface Failure {
  id: string
  severity?: Severity
  /** The catalogue says warn: the severity is the next lower one. */
  heuristic?: true
  /** The check that counts the same fact. */
  countedIn?: string
}

/**
 * What one check must say of its subjects. `pass`, `fail`, `manual`, `unknown` and `open` together name every subject in use that
 * the check applies to; of those that it does not apply to, `notApplicable` names some.
 */
export interface Expectation {
  pass: string[]
  fail: Failure[]
  notApplicable: string[]
  /** Only a person can tell. Whoever is in this list is asked; for the rest of the subjects the check or question speaks. */
  manual?: string[]
  /** No call can tell, whatever the role may read. */
  unknown?: string[]
  /** The catalogue can be read in several ways: any status will do. */
  open?: string[]
}

export type Expectations = Record<string, Expectation>

/** The ids of the subjects named in a text, separated by white space. */
export function list(id: (name: string) => string, names: string): string[] {
  return names.split(/\s+/).filter(Boolean).map(id)
}

export function fails(
  id: (name: string) => string,
  names: string,
  severity?: Severity,
  rest: Omit<Failure, 'id' | 'severity'> = {},
): Failure[] {
  return list(id, names).map((each) => ({ id: each, ...(severity && { severity }), ...rest }))
}

/** The names of a text but for some. */
export function without(names: string, ...left: string[]): string {
  return names
    .split(/\s+/)
    .filter((name) => !left.includes(name))
    .join(' ')
}
