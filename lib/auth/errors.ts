/** Why somebody cannot come in; the message is one sentence that says what to do. */
export class AuthError extends Error {
  override name = 'AuthError'
}
