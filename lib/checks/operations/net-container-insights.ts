import { classifyCluster, classifyService } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass } from '../result.ts'

export default defineCheck({
  id: 'net-container-insights',
  subject: 'cluster',
  requires: [],
  failTitle: 'Container Insights is off',
  messages: {
    off: 'Container Insights is off for {cluster}.',
  },
  why: 'Without Container Insights there are no task-level figures for memory, restarts and disk, so trouble shows only when users notice. Several other recommendations need them as evidence.',
  fix: {
    summary:
      'Turn Container Insights on, best with enhanced observability; it is billed per metric. If another product monitors the cluster, record an exception.',
    effort: 'small',
    cli: `aws ecs update-cluster-settings --cluster CLUSTER --settings name=containerInsights,value=enhanced
aws ecs put-account-setting-default --name containerInsights --value enhanced`,
    terraform: `resource "aws_ecs_cluster" "CLUSTER" {
  setting {
    name  = "containerInsights"
    value = "enhanced"
  }
}`,
    cloudformation: `Type: AWS::ECS::Cluster
Properties:
  ClusterSettings:
    - Name: containerInsights
      Value: enhanced`,
  },
  evaluate({ cluster, services, tasks }, look) {
    const idle = services.length === 0 && tasks.length === 0
    // A list that could not be read may hide services; counters of the cluster itself settle it.
    if (idle && cluster.activeServicesCount === 0 && cluster.runningTasksCount === 0) {
      return notApplicable('Nothing runs in the cluster.')
    }
    const position = cluster.settings.findIndex((one) => one.name === 'containerInsights')
    const value = cluster.settings[position]?.value
    const evidence = [cite('clusters', cluster, position < 0 ? 'settings' : `settings[${position}].value`)]
    if (value === 'enhanced') return pass([], evidence)
    if (value === 'enabled') return pass('Container Insights is on without enhanced observability.', evidence)
    const prod = ifKnown(
      () => services.some((service) => classifyService(look, service).prod) || classifyCluster(look, cluster).prod,
    )
    return fail('off', { cluster: cluster.clusterName }, evidence, { severity: prod === false ? 'low' : 'medium' })
  },
})
