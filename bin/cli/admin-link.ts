import { defineCommand, noPositionals } from './command.ts'
import { writeResult } from './output.ts'
import { pagesUrl } from './pages-url.ts'

export const adminLinkCommand = defineCommand({
  name: 'admin-link',
  usage: '',
  details: `
Prints a link that works once, for 30 minutes. Whoever opens it chooses a name and a password and becomes an
administrator; an earlier link is void. Someone who is there already gets the new password. The pages must be running:
npm start. PORT or TIDEWAITER_URL say where.`,
  options: {},
  async run(_, positionals) {
    noPositionals('admin-link', positionals)
    const { withDatabase } = await import('../database.ts')
    const { createSetupLink } = await import('#lib/auth/setup-link.ts')
    const link = await withDatabase(() => createSetupLink(pagesUrl()))
    await writeResult(`${link}\n`)
    return 0
  },
})
