import type { Viewer } from '#lib/data/viewer.ts'

/** Whoever runs commands on the server may do all of it; the audit log says that it was done there. */
export const operator: Viewer = { userId: 'command line', role: 'admin', accounts: 'all' }
