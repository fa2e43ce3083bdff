/** How a section's records are told apart, and what they come from. */
export interface SectionInfo<T> {
  /** The record's unique key within its section and region. */
  key: (record: T) => string
  /** The AWS actions, as IAM names them, whose answers fill the section. */
  actions: readonly string[]
  global?: true
}

export type SectionTable<Records> = { readonly [S in keyof Records]: SectionInfo<Records[S]> }
