import { auth } from '#lib/auth/auth.ts'

/** The sign-in service answers these paths over HTTP; its administration is done through server actions alone. */
const answered = ['/api/auth/sign-in/email', '/api/auth/sign-out', '/api/auth/get-session']

async function answer(request: Request): Promise<Response> {
  if (!answered.includes(new URL(request.url).pathname)) return new Response(null, { status: 404 })
  return (await auth()).handler(request)
}

export { answer as GET, answer as POST }
