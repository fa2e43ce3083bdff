import type * as sdk from '@aws-sdk/client-iam'
import { ecsPrincipals } from '#lib/inventory/derived/ecs-principals.ts'
import type { ServiceAccess } from '#lib/inventory/types/access-reports.ts'
import { type CollectContext, defineCollector, forEachOf } from '../collector.ts'
import { CallError } from '../failure.ts'
import { listAll } from '../pages.ts'
import { iso, need } from '../shape.ts'

/** Each role costs two calls of an account's IAM, which nobody has a second one of. */
export const mostRolesPerScan = 100
const mostTries = 15
const pauseMs = 2_000
const DAY_MS = 86_400_000

const start = 'iam:GenerateServiceLastAccessedDetails'
const read = 'iam:GetServiceLastAccessedDetails'

/**
 * When the roles that ECS runs with, and the roles and users that may call it, last used what they are allowed. Of very many
 * such roles each day has its turn of them: one without a record was not asked about.
 */
export const serviceAccess = defineCollector({
  name: 'iam-service-access',
  fills: ['serviceAccess'],
  needs: ['roles', 'policies', 'users', 'groups'],
  async collect(context, look, out) {
    const jobs: { Arn: string; JobId: string }[] = []
    await forEachOf(turnOf(ecsPrincipals(look), look.now), async (Arn) => {
      const lost = { section: 'serviceAccess', resource: Arn, gone: ['NoSuchEntity', 'NoSuchEntityException'] } as const
      const answer = await out.read(lost, () => context.call(start, { Arn, Granularity: 'ACTION_LEVEL' }))
      if (answer?.JobId) jobs.push({ Arn, JobId: answer.JobId })
    })
    await forEachOf(jobs, async ({ Arn, JobId }) => {
      const lost = { section: 'serviceAccess', resource: Arn } as const
      const report = await out.read(lost, () => readReport(context, JobId))
      out.add('serviceAccess', read, report && [report], (one) => ({ Arn, ...one }))
    })
  },
})

/** As many as one scan asks about, beginning elsewhere each day. */
export function turnOf(arns: readonly string[], now: string): readonly string[] {
  const parts = Math.ceil(arns.length / mostRolesPerScan)
  const part = parts > 1 ? Math.floor(Date.parse(now) / DAY_MS) % parts : 0
  return arns.slice(part * mostRolesPerScan, (part + 1) * mostRolesPerScan)
}

/** @throws CallError when IAM fails, or is not done after half a minute */
async function readReport(context: CollectContext, JobId: string): Promise<Omit<ServiceAccess, 'Arn'>> {
  for (let attempt = 1; ; attempt += 1) {
    let job: Pick<sdk.GetServiceLastAccessedDetailsResponse, 'JobStatus' | 'JobCompletionDate'> | undefined
    const services = await listAll(context, {
      action: read,
      input: (Marker) => ({ JobId, MaxItems: 1000, Marker }),
      items: (page) => {
        job = page
        return page.ServicesLastAccessed
      },
      next: ({ JobStatus, IsTruncated, Marker }) => (JobStatus === 'COMPLETED' && IsTruncated ? Marker : undefined),
    })
    if (job?.JobStatus === 'COMPLETED')
      return { JobCompletionDate: iso(job.JobCompletionDate), ServicesLastAccessed: services.map(toService) }
    if (job?.JobStatus !== 'IN_PROGRESS' || attempt === mostTries)
      throw new CallError(read, context.region, { kind: 'failed', code: `Job.${job?.JobStatus ?? 'UNKNOWN'}` })
    await context.wait(pauseMs)
  }
}

function toService(service: sdk.ServiceLastAccessed): ServiceAccess['ServicesLastAccessed'][number] {
  return {
    ServiceNamespace: need(service.ServiceNamespace, 'ServiceNamespace'),
    LastAuthenticated: iso(service.LastAuthenticated),
    LastAuthenticatedRegion: service.LastAuthenticatedRegion,
    TrackedActionsLastAccessed: (service.TrackedActionsLastAccessed ?? []).map((one) => ({
      ActionName: need(one.ActionName, 'ActionName'),
      LastAccessedTime: iso(one.LastAccessedTime),
    })),
  }
}
