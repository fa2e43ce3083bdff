/** Characters a password needs at least, and may have at most. */
export const passwordLength = { min: 12, max: 128 } as const
