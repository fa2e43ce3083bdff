import pg from 'pg'

export const templateName = 'migrated'

/**
 * Creates a database on a server.
 * @param template a database to copy
 * @returns its connection string
 */
export async function createDatabase(server: string, name: string, template = 'template0'): Promise<string> {
  await administer(server, `create database "${name}" template "${template}"`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Drops a database, with the connections that are still open to it. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  await administer(server, `drop database "${name}" with (force)`)
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
