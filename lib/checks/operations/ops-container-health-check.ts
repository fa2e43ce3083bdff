import { imageConfigsOf } from '#lib/inventory/derived/image-config.ts'
import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { servicesOf } from '#lib/inventory/derived/usage.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import type { TargetGroup } from '#lib/inventory/types/elbv2.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, type Severity } from '../result.ts'

export default defineCheck({
  id: 'ops-container-health-check',
  subject: 'container',
  requires: ['targetGroups', 'imageConfigs', 'ecrImages', 'repositories'],
  failTitle: 'No container health check',
  messages: {
    absent: '{container} has no health check.',
    dockerfileOnly: '{container} has a HEALTHCHECK in its image, which ECS ignores, and none in its definition.',
    disabled: '{container} has a health check that can never fail.',
    slow: '{container} may fail for {seconds} seconds before anyone notices.',
  },
  why: 'Without a health check ECS only sees whether the process is alive. A container that hangs keeps its place, keeps failing requests and is never replaced.',
  fix: {
    summary:
      'Add a healthCheck whose command exists in the image: distroless images need a small binary for it. Give slow starters a startPeriod, or they are killed before they are up.',
    effort: 'small',
    cli: `# In the container definition of the task definition JSON:
#   "healthCheck": {"command": ["CMD-SHELL", "curl -fsS http://localhost:PORT/health || exit 1"],
#                   "interval": 10, "timeout": 5, "retries": 3, "startPeriod": 30}
aws ecs register-task-definition --cli-input-json file://TASK_DEFINITION.json
aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FAMILY`,
    terraform: `container_definitions = jsonencode([{
  name        = "CONTAINER"
  healthCheck = { command = ["CMD-SHELL", "PROBE"], interval = 10, timeout = 5, retries = 3, startPeriod = 30 }
}])`,
    cloudformation: `ContainerDefinitions:
  - Name: CONTAINER
    HealthCheck: { Command: [CMD-SHELL, PROBE], Interval: 10, Timeout: 5, Retries: 3, StartPeriod: 30 }`,
  },
  evaluate({ definition, container, path, uses }, look) {
    if (container.essential === false) return notApplicable('Only essential containers need a health check.')
    const services = uses.flatMap((use) => use.service ?? [])
    const severity: Severity = services.length > 0 ? 'medium' : 'info'
    const check = container.healthCheck
    const data = { container: container.name }
    if (check && check.command.kind !== 'none') {
      const command = [cite('taskDefinitions', definition, `${path}.healthCheck.command.kind`)]
      if (check.command.kind === 'constant-success') return fail('disabled', data, command, { severity })
      const seconds = (check.interval ?? 30) * (check.retries ?? 3)
      if (seconds <= look.policy.maxDetectSeconds) return pass([], command)
      const evidence = ['interval', 'retries'].map((field) =>
        cite('taskDefinitions', definition, `${path}.healthCheck.${field}`),
      )
      return fail('slow', { ...data, seconds }, evidence, { severity })
    }
    // Only a load balancer can stand in for it, and only a service has one.
    const balanced = servicesOf(look, uses).filter((service) => isProbed(look, service, container.name))
    if (services.length > 0 && balanced.length === services.length) {
      return pass(`${container.name} is only checked by its load balancer.`)
    }
    const evidence = [cite('taskDefinitions', definition, `${path}.healthCheck`)]
    if (check)
      return fail('disabled', data, [cite('taskDefinitions', definition, `${path}.healthCheck.command.kind`)], {
        severity,
      })
    const images = imageConfigsOf(look, container, uses)
    const having = images.flatMap((one) => (one?.config.hasHealthcheck ? one : []))
    if (having.length < images.length) return fail('absent', data, evidence, { severity })
    const inImages = having.map((one) => cite('imageConfigs', one, 'config.hasHealthcheck'))
    return fail('dockerfileOnly', data, [...evidence, ...inImages], { severity })
  },
})

/** The load balancer asks this very container, over HTTP, and takes only answers below 400 for healthy. */
function isProbed(look: Look<'targetGroups'>, service: Service, containerName: string): boolean {
  return (primaryOf(service)?.loadBalancers ?? []).some((balancer) => {
    if (balancer.containerName !== containerName || !balancer.targetGroupArn) return false
    const group = look.get('targetGroups', balancer.targetGroupArn)
    const http = group?.HealthCheckProtocol === 'HTTP' || group?.HealthCheckProtocol === 'HTTPS'
    return http && group.HealthCheckEnabled !== false && !isTooWide(group.Matcher)
  })
}

/** 200-499 and the like hide failures; the default is 200, gRPC's 12. */
function isTooWide(matcher: TargetGroup['Matcher']): boolean {
  if (matcher?.GrpcCode === '0-99') return true
  const codes = matcher?.HttpCode?.match(/\d+/g) ?? []
  return codes.some((code) => Number(code) >= 400)
}
