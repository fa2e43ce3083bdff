import path from 'node:path'

/** The project's root folder. */
export const projectFolder = path.join(import.meta.dirname, '..', '..')

/** @param {string[]} parts a path inside the project */
export const inProject = (...parts) => path.join(projectFolder, ...parts)

/**
 * Whether an error is the system's error of that code, such as ENOENT.
 * @param {unknown} error
 * @param {string} code
 */
export const isCode = (error, code) => error instanceof Error && 'code' in error && error.code === code

/** Bad input or surroundings, told to the user as one sentence without a stack trace. */
export class PlainError extends Error {}
