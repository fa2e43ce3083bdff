/** Classes of Postgres's own error codes: connection exceptions, no connections left, the server is shut down or starts. */
const classes = ['08', '53', '57P']
/** A transaction that was idle for too long was ended, with its connection. */
const idleInTransaction = '25P03'
const sockets = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']
/** What pg says without a code. */
const sentences =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** Whether the database went away in the middle: nothing is wrong with what was asked, and it may work later. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost)
  const code = 'code' in error ? String(error.code) : ''
  if (sockets.includes(code) || code === idleInTransaction) return true
  return classes.some((one) => code.startsWith(one)) || sentences.test(error.message)
}
