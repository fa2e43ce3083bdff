import { primaryOf } from '#lib/inventory/derived/launch.ts'
import { type PlaceSection, vpcsOf } from '#lib/inventory/derived/service-places.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { type Front, type FrontSection, frontsByService, loadBalancersOf } from '#lib/inventory/derived/traffic.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { VpcEncryptionControl } from '#lib/inventory/types/ec2-network.ts'
import type { Deployment, Service } from '#lib/inventory/types/ecs.ts'
import type { TaskDefinition } from '#lib/inventory/types/task-definition.ts'
import { defineCheck } from '../define-check.ts'
import {
  combineParts,
  fail,
  needsAttestation,
  notApplicable,
  pass,
  type Result,
  type Severity,
  undetermined,
} from '../result.ts'

const sections = [
  'taskDefinitions',
  'subnets',
  'containerInstances',
  'instances',
  'deploymentGroups',
  'targetGroups',
  'listeners',
  'listenerRules',
  'loadBalancers',
  'latticeTargetGroups',
  'latticeListeners',
  'latticeAuthPolicies',
  'vpcEncryptionControls',
  'vpcPeeringConnections',
] as const
type Section = (typeof sections)[number] | PlaceSection | FrontSection
type Message = 'connect' | 'balancer' | 'lattice'

const ASK = 'Do the containers encrypt this traffic themselves, with TLS inside the process? Nothing between them does.'

export default defineCheck({
  id: 'sec-service-to-service-encryption',
  subject: 'service',
  requires: sections,
  failTitle: 'Services talk in the clear',
  messages: {
    connect: 'Service Connect carries port {port} of {service} as HTTP without TLS.',
    balancer: '{service} is called over {protocol} at {listener}.',
    lattice: '{service} is called over {protocol} at Lattice listener {listener}.',
  },
  why: 'Inside the network sensitive data still passes hosts, load balancers and other people’s containers. TLS keeps it from whoever listens there; mutual TLS or signed requests also tell who is calling.',
  fix: {
    summary:
      'Set tls in Service Connect (issuer, role and key), HTTPS at the internal load balancer, or Lattice with HTTPS and IAM. Service Connect encrypts and rotates but does not tell who calls: for that use a Lattice auth policy, mutual TLS at an ALB, or do it in the process.',
    effort: 'medium',
    cli: `# In serviceConnectConfiguration.services[]: "tls": {"issuerCertificateAuthority": {"awsPcaAuthorityArn": "AUTHORITY"}, "roleArn": "ROLE", "kmsKey": "KEY"}
aws ecs update-service --cluster CLUSTER --service SERVICE --service-connect-configuration file://connect.json
aws elbv2 modify-listener --listener-arn LISTENER --protocol HTTPS --certificates CertificateArn=CERTIFICATE --mutual-authentication Mode=verify,TrustStoreArn=STORE`,
    terraform: `resource "aws_ecs_service" "NAME" {
  service_connect_configuration {
    service {
      tls {
        issuer_cert_authority { aws_pca_authority_arn = "AUTHORITY" }
        role_arn = "ROLE"
        kms_key  = "KEY"
      }
    }
  }
}`,
    cloudformation: `ServiceConnectConfiguration:
  Services:
    - PortName: PORT
      Tls:
        IssuerCertificateAuthority: { AwsPcaAuthorityArn: AUTHORITY }
        RoleArn: ROLE
        KmsKey: KEY`,
  },
  evaluate({ service, primary }, look) {
    const { sensitive, cde, phi } = classifyService(look, service)
    if (!sensitive)
      return notApplicable(
        sensitive === undefined
          ? 'No tag says whether its data is sensitive: tag the service with data-classification.'
          : 'Its tags say that its data is not sensitive.',
      )
    if (!primary) return undetermined('The service has no primary task set yet.')
    const position = service.deployments.findIndex(({ status }) => status === 'PRIMARY')
    const deployment = service.deployments[position]
    const severity: Severity = cde || phi ? 'high' : 'medium'
    const way = { service, deployment, path: `deployments[${position}]`, severity }
    const ways = combineParts<Message>(
      [connect, registry, balancers, lattice].map((judge) => () => judge(look, way)),
      'No other service calls it inside the network.',
    )
    if (ways.status === 'not_applicable') return ways
    const enforced = enforcing(look, way)
    return enforced
      ? pass(
          [],
          enforced.map((one) => cite('vpcEncryptionControls', one, 'Mode')),
        )
      : ways
  },
})

interface Way {
  service: Service
  deployment: Deployment | undefined
  path: string
  severity: Severity
}

/** Ports that others call through Service Connect; a client alone exposes none. */
function connect(look: Look<Section>, { service, deployment, path, severity }: Way): Result<Message>[] {
  const configuration = deployment?.serviceConnectConfiguration
  if (!configuration?.enabled) return []
  return configuration.services.map(({ portName = '', tls }, index) => {
    const at = `${path}.serviceConnectConfiguration.services[${index}]`
    const evidence = [cite('services', service, `${at}.portName`), cite('services', service, `${at}.tls`)]
    if (tls) return pass('Service Connect encrypts, but does not tell who calls.', evidence)
    const definition = definitionOf(look, service)
    const ports = definition?.containerDefinitions.flatMap((one) => one.portMappings) ?? []
    // Only of what the proxy reads as HTTP is it certain that no TLS runs inside.
    if (ports.some(({ name, appProtocol }) => name === portName && appProtocol !== undefined))
      return fail('connect', { port: portName, service: service.serviceName }, evidence, { severity })
    return needsAttestation(ASK, evidence)
  })
}

/** Service discovery hands out addresses and encrypts nothing. A task set has registries of its own. */
function registry(_look: Look<Section>, { service }: Way): Result<Message>[] {
  const own = service.serviceRegistries.length > 0 ? ['serviceRegistries'] : []
  const ofSets = service.taskSets.flatMap(({ status, serviceRegistries }, index) =>
    status === 'PRIMARY' && serviceRegistries?.length ? [`taskSets[${index}].serviceRegistries`] : [],
  )
  return [...own, ...ofSets].map((path) => needsAttestation(ASK, [cite('services', service, path)]))
}

function balancers(look: Look<Section>, { service, severity }: Way): Result<Message>[] {
  if (!loadBalancersOf(look, service).some(({ Scheme }) => Scheme === 'internal')) return []
  const fronts = (look.once(frontsByService).get(service.serviceArn) ?? []).filter(
    ({ loadBalancer }) => loadBalancer.Scheme === 'internal',
  )
  for (const section of ['listeners', 'listenerRules'] as const) look.all(section)
  return fronts.map((front) => listener(front, service, severity))
}

function listener({ listener: one, loadBalancer }: Front, service: Service, severity: Severity): Result<Message> {
  const protocol = cite('listeners', one, 'Protocol')
  if (one.Protocol === 'HTTPS' || one.Protocol === 'TLS' || one.Protocol === 'QUIC') {
    const verifies = one.MutualAuthentication?.Mode === 'verify'
    const name = `${loadBalancer.LoadBalancerName}:${one.Port}`
    return pass(verifies ? [] : `${name} encrypts, but does not ask callers for a certificate.`, [protocol])
  }
  if (one.Protocol !== 'HTTP') return needsAttestation(ASK, [protocol])
  const data = { service: service.serviceName, protocol: one.Protocol }
  return fail('balancer', { ...data, listener: `${loadBalancer.LoadBalancerName}:${one.Port}` }, [protocol], {
    severity,
  })
}

function latticeServicesOf(look: Look<Section>, deployment: Deployment | undefined): readonly string[] {
  const groups = (deployment?.vpcLatticeConfigurations ?? []).map(({ targetGroupArn }) => targetGroupArn)
  return [...new Set(groups.flatMap((arn) => look.get('latticeTargetGroups', arn)?.serviceArns ?? []))]
}

function lattice(look: Look<Section>, { service, deployment, severity }: Way): Result<Message>[] {
  const arns = latticeServicesOf(look, deployment)
  if (arns.length === 0) return []
  return look
    .all('latticeListeners')
    .filter(({ serviceArn }) => arns.includes(serviceArn))
    .map((one) => {
      const protocol = cite('latticeListeners', one, 'protocol')
      if (one.protocol === 'HTTPS' || one.protocol === 'TLS_PASSTHROUGH') {
        const policy = look.get('latticeAuthPolicies', one.serviceArn)
        return pass(policy?.state === 'Active' ? [] : 'Lattice encrypts, but no auth policy asks who calls.', [
          protocol,
        ])
      }
      const data = { service: service.serviceName, protocol: one.protocol ?? 'HTTP' }
      const name = one.arn.slice(one.arn.lastIndexOf('/') + 1)
      return fail('lattice', { ...data, listener: name }, [protocol], { severity })
    })
}

function definitionOf(look: Look<Section>, service: Service): TaskDefinition | undefined {
  const arn = primaryOf(service)?.taskDefinition
  return arn ? look.get('taskDefinitions', arn) : undefined
}

/** Controls that make every VPC of the service encrypt its traffic, whatever the application does. */
function enforcing(look: Look<Section>, way: Way): readonly VpcEncryptionControl[] | undefined {
  const vpcs = vpcsOf(look, way.service)
  const controls = look
    .all('vpcEncryptionControls')
    .filter(({ Mode, State }) => Mode === 'enforce' && State === 'available')
  if (vpcs.length === 0 || controls.length === 0) return undefined
  const usesLattice = latticeServicesOf(look, way.deployment).length > 0
  const usesFiles = definitionOf(look, way.service)?.volumes.some((one) => one.efsVolumeConfiguration) ?? false
  const found = vpcs.flatMap((vpc) => {
    const peered = look
      .all('vpcPeeringConnections')
      .some(
        ({ Status, RequesterVpcInfo, AccepterVpcInfo }) =>
          Status.Code === 'active' && [RequesterVpcInfo.VpcId, AccepterVpcInfo.VpcId].includes(vpc),
      )
    // Whether functions call the service no record tells, so that way counts as used.
    const used = { VpcPeering: peered, VpcLattice: usesLattice, Lambda: true, ElasticFileSystem: usesFiles }
    const excluded = Object.entries(used).flatMap(([kind, inUse]) => (inUse ? [kind] : []))
    return (
      controls.find(
        ({ VpcId, ResourceExclusions }) =>
          VpcId === vpc && excluded.every((kind) => (ResourceExclusions[kind] ?? 'disabled') === 'disabled'),
      ) ?? []
    )
  })
  return found.length === vpcs.length ? found : undefined
}
