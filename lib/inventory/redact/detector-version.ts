/**
 * Version of what is kept of a task definition: the rules of this folder, and the shape in which they are kept. Raise it
 * with every change that makes them say something else: revisions that an older version redacted are then read again.
 */
export const detectorVersion = 5
