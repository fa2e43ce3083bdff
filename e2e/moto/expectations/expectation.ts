/** What a scan must say of the account, by the names of subjects. */
export interface Expectation {
  pass?: readonly string[]
  fail?: readonly string[]
  notApplicable?: readonly string[]
  /** What moto leaves out: unknown there, and covered by the simulator. */
  unknown?: readonly string[]
  /** Questions to people. */
  manual?: readonly string[]
}

/** By check. */
export type Expectations = Readonly<Record<string, Expectation>>
