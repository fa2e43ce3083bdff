/** Something about the database that its operator must correct; the message is one sentence that says what to do. */
export class DatabaseError extends Error {
  override name = 'DatabaseError'
}
