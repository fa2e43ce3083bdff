import { databaseAnswers, hasWorker } from '#lib/data/workers.ts'
import { toolVersion } from '#lib/report/tool-version.ts'

export const dynamic = 'force-dynamic'

const patienceMs = 3_000

/** 200 when the database answers and a worker is alive, else 503 with the part that fails. For load balancers and scripts. */
export async function GET(): Promise<Response> {
  const database = await inTime(databaseAnswers())
  const worker = database && (await inTime(hasWorker()))
  const ok = database && worker
  const body = {
    status: ok ? 'ok' : 'failing',
    database: database ? 'ok' : 'failing',
    worker: worker ? 'ok' : 'failing',
    version: toolVersion,
  }
  return Response.json(body, { status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}

/** An answer that does not come in time is a no. */
async function inTime(asked: Promise<boolean>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, patienceMs, false).unref())
  return Promise.race([asked.catch(() => false), late])
}
