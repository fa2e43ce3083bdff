import type * as sdk from '@aws-sdk/client-codepipeline'
import type { Pipeline } from '#lib/inventory/types/delivery.ts'
import { defineCollector, forEachOf, provablyEmpty } from '../collector.ts'
import { need, unique } from '../shape.ts'

const section = 'pipelines'
const gone = ['PipelineNotFoundException'] as const

/** Pipelines that deploy to ECS. Only its structure tells what a pipeline deploys, and each costs a call. */
export const pipelines = defineCollector({
  name: 'codepipeline-pipelines',
  fills: [section],
  needs: ['services'],
  inherits: [],
  async collect({ call }, look, out) {
    if (provablyEmpty(look, 'services')) return
    const found = await out.list(
      { section },
      {
        action: 'codepipeline:ListPipelines',
        input: (nextToken) => ({ maxResults: 1000, nextToken }),
        items: (answer) => answer.pipelines?.map(({ name }) => name),
        next: ({ nextToken }) => nextToken,
      },
    )
    await forEachOf(unique(found), async (name) => {
      const answer = await out.read({ section, resource: name, gone }, () => call('codepipeline:GetPipeline', { name }))
      out.add(section, 'codepipeline:GetPipeline', answer && [answer], ({ pipeline }) =>
        toPipeline(need(pipeline, 'pipeline')),
      )
    })
  },
})

/** Undefined for one that does not deploy to ECS. Of an action's configuration, which may hold secrets, only where it deploys is kept. */
function toPipeline(pipeline: sdk.PipelineDeclaration): Pipeline | undefined {
  const actions = (pipeline.stages ?? []).flatMap((stage) => stage.actions ?? [])
  const deployments = actions.flatMap(({ actionTypeId, configuration = {}, region }) => {
    const provider = actionTypeId?.provider ?? ''
    if (provider !== 'ECS' && provider !== 'CodeDeployToECS') return []
    const { ClusterName, ServiceName, ApplicationName, DeploymentGroupName } = configuration
    return [{ provider, region, ClusterName, ServiceName, ApplicationName, DeploymentGroupName }]
  })
  if (deployments.length === 0) return undefined
  return {
    name: need(pipeline.name, 'name'),
    deployments,
    providers: unique(actions.map(({ actionTypeId }) => actionTypeId?.provider)),
  }
}
