import type { AccountEstate, BuildEstate, EcsEstate } from '#simulator/estate.ts'
import { buildSample } from '#simulator/estates/sample/index.ts'

// The sample estate at two moments. Between them services appear and others go, so that a scan opens findings, resolves
// some and leaves the rest.

export const before: BuildEstate = (options) => without(buildSample(options), (index) => index % 3 === 0)
export const after: BuildEstate = (options) => without(buildSample(options), (index) => index % 5 === 1)

type IsGone = (index: number) => boolean

function without({ accounts }: ReturnType<BuildEstate>, isGone: IsGone): ReturnType<BuildEstate> {
  return { accounts: accounts.map((account) => withoutServices(account, isGone)) }
}

function withoutServices(account: AccountEstate, isGone: IsGone): AccountEstate {
  const regions = Object.entries(account.regions).map(([name, region]) => [
    name,
    { ...region, ecs: lessEcs(region.ecs, isGone) },
  ])
  return { ...account, regions: Object.fromEntries(regions) }
}

function lessEcs(ecs: EcsEstate, isGone: IsGone): EcsEstate {
  const services = [...ecs.services]
  const gone = new Set(
    services.flatMap(({ clusterArn, serviceName }, index) =>
      isGone(index) ? [`${clusterArn}|service:${serviceName}`] : [],
    ),
  )
  return {
    ...ecs,
    services: services.filter(({ clusterArn, serviceName }) => !gone.has(`${clusterArn}|service:${serviceName}`)),
    tasks: [...ecs.tasks].filter(({ clusterArn, group }) => !gone.has(`${clusterArn}|${group}`)),
  }
}
