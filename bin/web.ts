import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import path from 'node:path'
import { readAhead } from '#lib/data/read-ahead.ts'
import { toolVersion } from '#lib/report/tool-version.ts'
import { pagesUrl } from './cli/pages-url.ts'

const projectFolder = path.join(import.meta.dirname, '..')

/** The web pages cannot be served; the message is one sentence that says what to do. */
export class WebError extends Error {
  override name = 'WebError'
}

/** Parts of the product that must be there before its pages are opened. */
export interface Readiness {
  database: string
  pages: string
  worker: string
  /** Of the demo alone. */
  sample?: string
}

export interface Web {
  /** Where people open it. */
  url: string
  /** What GET /api/health says of the parts until the pages are opened. */
  note(parts: Partial<Readiness>): void
  /** Serves the built pages from now on, of a database that is connected. */
  open(): Promise<void>
  close(): Promise<void>
}

/** Does work with the port taken, and closes it afterwards. */
export async function withWeb<T>(work: (web: Web) => Promise<T>): Promise<T> {
  const web = await startWeb()
  try {
    return await work(web)
  } finally {
    await web.close()
  }
}

/**
 * Takes the port, and answers 503 on it until the pages are opened: a port in use is told before anything else is done.
 * It listens on the loopback interface alone, unless HOST names another address.
 */
export async function startWeb({ port = readPort(), host = process.env.HOST ?? '127.0.0.1' } = {}): Promise<Web> {
  pagesUrl(port) // what is wrong with the address is told before anything is begun
  let parts: Readiness = { database: 'starting', pages: 'starting', worker: 'starting' }
  let answer: RequestListener = (request, response) => sayStarting(request.url, response, parts)
  const server = createServer((request, response) => {
    if (process.env.TIDEWAITER_TRUST_PROXY !== '1') dropForwarded(request)
    answer(request, response)
  })
  const listening = Promise.withResolvers<void>()
  server.once('error', (error) => listening.reject(explain(error, port)))
  server.listen(port, host, listening.resolve)
  await listening.promise
  const address = server.address()
  const taken = address && typeof address === 'object' ? address.port : port
  return {
    url: pagesUrl(taken),
    note(news) {
      parts = { ...parts, ...news }
    },
    async open() {
      const [pages] = await Promise.all([loadPages(taken), readAhead()])
      answer = pages
    },
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

function sayStarting(url: string | undefined, response: ServerResponse, parts: Readiness): void {
  const head = { 'retry-after': '1', 'cache-control': 'no-store' }
  if (url?.startsWith('/api/health')) {
    response.writeHead(503, { ...head, 'content-type': 'application/json' })
    response.end(JSON.stringify({ status: 'starting', ...parts, version: toolVersion }))
    return
  }
  response.writeHead(503, { ...head, 'content-type': 'text/plain' }).end('Tidewaiter is starting.\n')
}

/**
 * Whoever connects may write into these headers what he likes: the limit on sign-in attempts would believe it. Only
 * behind a proxy that sets them (TIDEWAITER_TRUST_PROXY=1) they count.
 */
function dropForwarded(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) {
    if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete request.headers[name]
  }
  request.headers['x-forwarded-for'] = request.socket.remoteAddress ?? ''
}

async function loadPages(port: number): Promise<RequestListener> {
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const { default: next } = await import('next')
  const app = next({ dev: false, dir: projectFolder, hostname: 'localhost', port })
  await app.prepare()
  return app.getRequestHandler()
}

function readPort(): number {
  const text = process.env.PORT ?? '3000'
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new WebError(`PORT is "${text}", and must be a number from 0 to 65535.`)
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new WebError(`Port ${port} is in use: stop what uses it, or name another one, such as PORT=${port + 1}.`)
  }
  if (error.code === 'EACCES') return new WebError(`Port ${port} is not for this user: name one above 1023 in PORT.`)
  return error
}
