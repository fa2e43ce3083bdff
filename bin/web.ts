import { createServer, type RequestListener } from 'node:http'
import path from 'node:path'

const projectFolder = path.join(import.meta.dirname, '..')

/** The web pages cannot be served; the message is one sentence that says what to do. */
export class WebError extends Error {
  override name = 'WebError'
}

export interface Web {
  /** Where people open it. */
  url: string
  /** Serves the built pages from now on. */
  open(): Promise<void>
  close(): Promise<void>
}

/**
 * Takes the port, and answers 503 on it until the pages are opened: a port in use is told before anything else is done.
 * It listens on the loopback interface alone, unless HOST names another address.
 */
export async function startWeb({ port = readPort(), host = process.env.HOST ?? '127.0.0.1' } = {}): Promise<Web> {
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end('Tidewaiter is starting.\n')
  }
  const server = createServer((request, response) => answer(request, response))
  const listening = Promise.withResolvers<void>()
  server.once('error', (error) => listening.reject(explain(error, port)))
  server.listen(port, host, listening.resolve)
  await listening.promise
  const address = server.address()
  const taken = address && typeof address === 'object' ? address.port : port
  return {
    url: `http://localhost:${taken}`,
    async open() {
      answer = await loadPages(taken)
    },
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
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
