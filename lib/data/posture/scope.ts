/** What a page is about: all accounts the viewer sees, or some of them. */
export interface Scope {
  accounts?: readonly string[]
}
