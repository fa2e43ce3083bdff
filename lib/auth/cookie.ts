/** Prefix of the names of all cookies of the sign-in. */
export const cookiePrefix = 'tidewaiter'

/** The session cookie's names: over http and over https. */
export const sessionCookieNames = [`${cookiePrefix}.session_token`, `__Secure-${cookiePrefix}.session_token`] as const
