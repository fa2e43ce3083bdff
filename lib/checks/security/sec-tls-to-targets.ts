import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { type Front, fronts } from '#lib/inventory/derived/traffic.ts'
import { cite, derived, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { Service } from '#lib/inventory/types/ecs.ts'
import { defineCheck } from '../define-check.ts'
import { fail, needsAttestation, notApplicable, pass } from '../result.ts'

/** What a network load balancer hands on as it comes. */
const passThrough = ['TCP', 'TCP_UDP', 'QUIC', 'TCP_QUIC']

const fronting = ['listeners', 'listenerRules', 'loadBalancers'] as const

type Section =
  | 'services'
  | 'deploymentGroups'
  | 'targetGroups'
  | 'listeners'
  | 'listenerRules'
  | 'loadBalancers'
  | 'taskDefinitions'
  | 'vpcEncryptionControls'

export default defineCheck({
  id: 'sec-tls-to-targets',
  subject: 'targetGroup',
  requires: ['clusters', 'listeners', 'listenerRules', 'loadBalancers', 'taskDefinitions', 'vpcEncryptionControls'],
  failTitle: 'Unencrypted between balancer and task',
  messages: {
    plain: 'The load balancer speaks {protocol} to the tasks of {service}: this hop is not encrypted.',
  },
  why: 'TLS that ends at the load balancer leaves the last hop readable to anyone who can watch the VPC, and that is where passwords, card numbers and health records travel in the clear.',
  fix: {
    summary:
      'Let the container serve TLS with a certificate from Secrets Manager or AWS Private CA, and make a target group with protocol HTTPS or TLS. Application load balancers do not check that certificate: it encrypts and proves nothing.',
    effort: 'medium',
    cli: `aws elbv2 create-target-group --name NAME --protocol HTTPS --port 8443 --target-type ip --vpc-id VPC
aws elbv2 modify-listener --listener-arn LISTENER --default-actions Type=forward,TargetGroupArn=TARGET_GROUP
aws ecs update-service --cluster CLUSTER --service SERVICE --load-balancers targetGroupArn=TARGET_GROUP,containerName=CONTAINER,containerPort=8443`,
    terraform: `resource "aws_lb_target_group" "NAME" {
  port        = 8443
  protocol    = "HTTPS"
  target_type = "ip"
}`,
    cloudformation: `Type: AWS::ElasticLoadBalancingV2::TargetGroup
Properties:
  Port: 8443
  Protocol: HTTPS
  TargetType: ip`,
  },
  evaluate({ targetGroup, services }, look) {
    const classes = services.map((service) => classifyService(look, service))
    const inScope = services.filter((_, index) => look.policy.tlsEverywhere || classes[index]?.sensitive)
    const [service] = inScope
    if (!service)
      return notApplicable(
        classes.some((one) => one.sensitive === undefined)
          ? 'No tag says whether its data is sensitive: tag the service with data-classification.'
          : 'The tags of its services say that their data is not sensitive.',
      )
    const protocol = targetGroup.Protocol ?? 'HTTP'
    const evidence = [cite('targetGroups', targetGroup, 'Protocol'), cite('targetGroups', targetGroup, 'Port')]
    if (protocol === 'HTTPS' || protocol === 'TLS') return pass([], evidence)
    const mayPassThrough = passThrough.includes(protocol)
    // Whether some listener ends TLS here can be told only when all of them were read.
    if (mayPassThrough) for (const section of fronting) look.all(section)
    const before = () => look.once(frontsByTargetGroup).get(targetGroup.TargetGroupArn) ?? []
    const listeners = (mayPassThrough ? before() : ifKnown(before)) ?? []
    const cited = listeners.map(({ listener }) => cite('listeners', listener, 'Protocol'))
    if (mayPassThrough && listeners.every(({ listener }) => passThrough.includes(listener.Protocol)))
      return needsAttestation(
        'Do the tasks behind this pass-through listener serve TLS themselves, with a certificate from a secret, a volume or a private CA?',
        [...evidence, ...cited, ...inScope.flatMap((one) => secretsOf(look, one))],
      )
    const controls = look.seen('vpcEncryptionControls').filter((one) => one.VpcId === targetGroup.VpcId)
    return fail('plain', { protocol, service: service.serviceName }, [
      ...evidence,
      ...cited,
      ...controls.map((one) => derived('VPC encryption control, which may encrypt this hop in hardware', one.Mode)),
    ])
  },
})

function frontsByTargetGroup(look: Look<Section>): ReadonlyMap<string, readonly Front[]> {
  const found = new Map<string, Front[]>()
  for (const front of look.once(fronts)) {
    for (const { TargetGroupArn } of front.targetGroups)
      found.set(TargetGroupArn, [...(found.get(TargetGroupArn) ?? []), front])
  }
  return found
}

/** Names of secrets that the service's containers get: one may be the certificate. */
function secretsOf(look: Look<Section>, service: Service): readonly Evidence[] {
  const arn = primaryOf(service)?.taskDefinition
  const definition = arn ? look.get('taskDefinitions', arn) : undefined
  if (!definition) return []
  return definition.containerDefinitions.flatMap((container, index) =>
    container.secrets.map((_, i) =>
      cite('taskDefinitions', definition, `containerDefinitions[${index}].secrets[${i}].name`),
    ),
  )
}
