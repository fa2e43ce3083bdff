import { controllerOf } from '#lib/inventory/derived/launch.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { deploymentGroupOf } from '#lib/inventory/derived/traffic.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, type Severity } from '../result.ts'

export default defineCheck({
  id: 'ops-deployment-rollback',
  subject: 'service',
  requires: ['deploymentGroups'],
  failTitle: 'Bad deployments are not rolled back',
  messages: {
    rolling: '{name} has no circuit breaker and no alarm that rolls a bad deployment back.',
    shift: '{name} shifts traffic without an alarm that rolls back or a lifecycle hook that can stop it.',
    noBake: '{name} drops the old version at once: its bake time is zero.',
    codeDeploy: '{name} is deployed by CodeDeploy, which does not roll back a failed deployment.',
  },
  why: 'Without a rollback a broken version stays: ECS starts its failing tasks again and again, and users wait until a person notices, finds the cause and deploys once more.',
  fix: {
    summary:
      'Turn the circuit breaker on with rollback, and add alarms on errors and latency: the breaker only sees tasks that do not start or stay healthy. Both need an earlier deployment that succeeded to go back to.',
    effort: 'small',
    cli: `aws ecs update-service --cluster CLUSTER --service SERVICE --deployment-configuration \\
  'deploymentCircuitBreaker={enable=true,rollback=true},alarms={alarmNames=[ALARM],enable=true,rollback=true}'
# CodeDeploy:
aws deploy update-deployment-group --application-name APPLICATION --current-deployment-group-name GROUP \\
  --auto-rollback-configuration enabled=true,events=DEPLOYMENT_FAILURE,DEPLOYMENT_STOP_ON_ALARM`,
    terraform: `resource "aws_ecs_service" "SERVICE" {
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
  alarms {
    alarm_names = ["ALARM"]
    enable      = true
    rollback    = true
  }
}
# CodeDeploy: auto_rollback_configuration of aws_codedeploy_deployment_group`,
    cloudformation: `Type: AWS::ECS::Service
Properties:
  DeploymentConfiguration:
    DeploymentCircuitBreaker: { Enable: true, Rollback: true }
    Alarms: { AlarmNames: [ALARM], Enable: true, Rollback: true }
# CodeDeploy: AutoRollbackConfiguration of AWS::CodeDeploy::DeploymentGroup`,
  },
  skipsManaged: true,
  evaluate({ service }, look) {
    const controller = controllerOf(service)
    if (controller === 'EXTERNAL') return notApplicable('An external controller deploys the service.')
    const severity = severityOf(look, service)
    const name = service.serviceName
    if (controller === 'CODE_DEPLOY') {
      const group = deploymentGroupOf(look, service)
      const rollback = group?.autoRollbackConfiguration
      const evidence = group
        ? [cite('deploymentGroups', group, 'autoRollbackConfiguration')]
        : [derived('CodeDeploy deployment groups that name the service', [])]
      if (rollback?.enabled && rollback.events.includes('DEPLOYMENT_FAILURE')) return pass([], evidence)
      return fail('codeDeploy', { name }, evidence, { severity })
    }
    const config = service.deploymentConfiguration
    const alarms = config?.alarms
    const byAlarm = alarms?.enable === true && alarms.rollback && alarms.alarmNames.length > 0
    if ((config?.strategy ?? 'ROLLING') === 'ROLLING') {
      const breaker = config?.deploymentCircuitBreaker
      const evidence = citeConfig(service, 'deploymentCircuitBreaker', 'alarms')
      if (byAlarm || (breaker?.enable && breaker.rollback)) return pass([], evidence)
      return fail('rolling', { name }, evidence, { severity })
    }
    const evidence = citeConfig(service, 'strategy', 'alarms', 'lifecycleHooks', 'bakeTimeInMinutes')
    if (!byAlarm && !config?.lifecycleHooks?.length) return fail('shift', { name }, evidence, { severity })
    if (!config?.bakeTimeInMinutes) return fail('noBake', { name }, evidence, { severity })
    return pass([], evidence)
  },
})

function severityOf(look: Look<'clusters'>, service: Service): Severity {
  const known = ifKnown(() => classifyService(look, service))
  if (known?.critical) return 'high'
  return known?.prod === false || service.schedulingStrategy === 'DAEMON' ? 'low' : 'medium'
}

function citeConfig(service: Service, ...fields: string[]): Evidence[] {
  if (!service.deploymentConfiguration) return [cite('services', service, 'deploymentConfiguration')]
  return fields.map((field) => cite('services', service, `deploymentConfiguration.${field}`))
}
