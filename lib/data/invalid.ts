/** What was asked for cannot be done as it is; the message is one sentence for the person who asked. */
export class InvalidInput extends Error {
  override name = 'InvalidInput'
}

/** How an error page, to which React hands no message but the digest, knows the place below, and what it says. */
export const brokenPlace = {
  digest: 'broken-place',
  sentence: 'This link to a page of the list is broken: start again from the first page.',
}

/** A place in a list, out of an address, that is none: the address was cut short, or edited by hand. */
export class BrokenPlace extends InvalidInput {
  readonly digest = brokenPlace.digest

  constructor() {
    super(brokenPlace.sentence)
  }
}
