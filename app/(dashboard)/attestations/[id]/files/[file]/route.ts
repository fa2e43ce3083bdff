import { currentUser } from '#app/_lib/viewer.ts'
import { fileKinds } from '#lib/data/attestations/file-kind.ts'
import { readFile } from '#lib/data/attestations/files.ts'

interface Context {
  params: Promise<{ id: string; file: string }>
}

/** Evidence as a download. A browser never shows or runs it: whoever sent it may mean harm. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const user = await currentUser()
  if (!user) return new Response('Sign in first.\n', { status: 401 })
  const { id, file } = await params
  const isNumbers = [id, file].every((each) => /^\d{1,9}$/.test(each))
  const found = isNumbers ? await readFile(user.viewer, Number(id), Number(file)) : undefined
  if (!found) return new Response('There is no such file.\n', { status: 404 })
  return new Response(new Uint8Array(found.bytes), {
    headers: {
      'content-type': fileKinds[found.kind],
      'content-disposition': `attachment; filename="evidence.${found.kind}"; filename*=UTF-8''${encoded(found.name)}`,
      'content-security-policy': `default-src 'none'; sandbox`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

/** RFC 8187: what encodeURIComponent leaves as it is and a header parameter must not hold is encoded too. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}
