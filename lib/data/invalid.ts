/** What was asked for cannot be done as it is; the message is one sentence for the person who asked. */
export class InvalidInput extends Error {
  override name = 'InvalidInput'
}
