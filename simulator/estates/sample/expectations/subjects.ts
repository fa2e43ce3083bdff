import { balancerArn, listenerArn as listener } from '../../builders/balancers.ts'
import { clusterArn } from '../../builders/clusters.ts'
import { definitionArn } from '../../builders/definitions.ts'
import { endpointId } from '../../builders/endpoints.ts'
import { groupArn as autoScalingGroupArn, launchTemplateId } from '../../builders/hosts.ts'
import { logGroupArn } from '../../builders/logs.ts'
import { subnetId, vpcId } from '../../builders/network.ts'
import { repositoryArn } from '../../builders/repositories.ts'
import { roleArn } from '../../builders/roles.ts'
import { bucketName } from '../../builders/secrets.ts'
import { groupId } from '../../builders/security-groups.ts'
import { serviceArn } from '../../builders/service-spec.ts'
import { arn, ec2Id, hex, type Place } from '../../builders/site.ts'
import { targetGroupArn } from '../../builders/target-groups.ts'

export type Subjects = ReturnType<typeof subjectsOf>

/** Stable subject keys from the names that the estate is written in. */
export function subjectsOf(place: Place) {
  const split = (name: string, by: string): [string, string] => {
    const at = name.indexOf(by)
    return [name.slice(0, at), name.slice(at + 1)]
  }
  return {
    cluster: (name: string) => clusterArn(place, name),
    /** `payments/ledger` */
    service: (name: string) => serviceArn(place, ...split(name, '/')),
    /** A standalone or scheduled task, `batch#ledger-backfill`. */
    task: (name: string) => {
      const [cluster, family] = split(name, '#')
      return `${clusterArn(place, cluster)}#${family}`
    },
    family: (name: string) => definitionArn(place, name),
    /** A daemon's family, `node-metrics`, or a container of it, `node-metrics#collector`. */
    daemon: (name: string) => arn(place, 'ecs', `daemon-task-definition/${name}`),
    /** `ledger#log-router`; without a container the one named app. */
    container: (name: string) => definitionArn(place, name.includes('#') ? name : `${name}#app`),
    securityGroup: (name: string) => groupId(place, name),
    vpc: (name: string) => vpcId(place, name),
    targetGroup: (name: string) => targetGroupArn(place, name),
    /** `public-edge:443`; the network load balancer is written `net:acquirer:443`. */
    listener: (name: string) => {
      const network = name.startsWith('net:')
      const [balancer, port] = split(network ? name.slice(4) : name, ':')
      return listener(place, network ? 'network' : 'application', balancer, Number(port))
    },
    /** `public-edge`; a network load balancer is written `net:acquirer`. */
    loadBalancer: (name: string) =>
      name.startsWith('net:') ? balancerArn(place, 'network', name.slice(4)) : balancerArn(place, 'application', name),
    /** `core-private-a` */
    subnet: (name: string) => subnetId(place, name),
    /** `core-ecr.api` */
    endpoint: (name: string) => endpointId(place, name),
    /** `http:partners`, `rest:statements` */
    api: (name: string) => {
      const [kind, api] = split(name, ':')
      return `arn:aws:apigateway:${place.region}::/${kind === 'rest' ? 'restapis' : 'apis'}/${hex(place, 10, 'api', api)}`
    },
    latticeService: (name: string) => arn(place, 'vpc-lattice', `service/svc-${hex(place, 17, 'svc-lattice', name)}`),
    /** `AdministratorAccess` of AWS, or an inline one: `role/break-glass#operate`. */
    policy: (name: string) =>
      name.includes('#') ? `arn:aws:iam::${place.account}:${name}` : `arn:aws:iam::aws:policy/${name}`,
    role: (name: string) => roleArn(place, name),
    user: (name: string) => `arn:aws:iam::${place.account}:user/${name}`,
    autoScalingGroup: (name: string) => autoScalingGroupArn(place, name),
    account: () => `account/${place.account}/global`,
    /** The account in this region alone. */
    accountRegion: () => `account/${place.account}/${place.region}`,
    fileSystem: (name: string) => ec2Id(place, 'fs', name),
    launchTemplate: (name: string) => launchTemplateId(place, name),
    /** `payments/ledger`: its database login; `payments/docker-hub-4kQz7P` in full. */
    secret: (name: string) =>
      arn(place, 'secretsmanager', `secret:${name.endsWith('-4kQz7P') ? name : `${name}/database-4kQz7P`}`),
    parameter: (name: string) => arn(place, 'ssm', `parameter/${name}`),
    bucket: (purpose: string) => `arn:aws:s3:::${bucketName(place, purpose)}`,
    capacityProvider: (name: string) => arn(place, 'ecs', `capacity-provider/${name}`),
    repository: (name: string) => repositoryArn(place, name),
    logGroup: (name: string) => logGroupArn(place, name.startsWith('/') ? name : `/ecs/${name}`),
  }
}
