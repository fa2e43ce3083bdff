import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

const timeoutMs = 30_000

/**
 * The body behind an address that AWS handed out, without credentials and without following redirects. Plain HTTP is
 * only spoken to the host of a custom endpoint.
 * @throws Error with a `code` when the address is refused, the answer is not 200, or the body exceeds `maxBytes`
 */
export function download(
  address: string,
  options: { maxBytes: number; endpoint?: string; signal?: AbortSignal },
): Promise<Uint8Array> {
  const { maxBytes, endpoint, signal } = options
  const url = URL.canParse(address) ? new URL(address) : undefined
  const secure = url?.protocol === 'https:'
  const custom = endpoint !== undefined && url?.host === new URL(endpoint).host
  if (!url || !(secure || (custom && url.protocol === 'http:'))) return Promise.reject(failure('AddressRefused'))

  const deadline = AbortSignal.timeout(timeoutMs)
  return new Promise((resolve, reject) => {
    const request = secure ? httpsRequest : httpRequest
    const sent = request(url, { signal: signal ? AbortSignal.any([signal, deadline]) : deadline }, (response) => {
      const chunks: Uint8Array[] = []
      let size = 0
      if (response.statusCode !== 200) {
        response.destroy()
        return reject(failure(`Http${response.statusCode}`))
      }
      response.on('data', (chunk: Uint8Array) => {
        size += chunk.length
        if (size > maxBytes) response.destroy(failure('TooLarge'))
        else chunks.push(chunk)
      })
      response.on('end', () => resolve(Buffer.concat(chunks)))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end()
  })
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code })
}
