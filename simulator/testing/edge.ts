import type { RegionEstate } from '../estate.ts'
import { listenerArn, loadBalancerArn } from './network.ts'

const account = 'us-east-1:111122223333'
export const fileSystemArn = `arn:aws:elasticfilesystem:${account}:file-system/fs-1`
export const latticeService = `arn:aws:vpc-lattice:${account}:service/svc-00000000000000001`
export const certificateArn = `arn:aws:acm:${account}:certificate/1`
export const webAclArn = `arn:aws:wafv2:${account}:regional/webacl/front/1`

export function fixtureEdge(now: Date): Pick<RegionEstate, 'edge' | 'storage' | 'dataStores'> {
  const VisibilityConfig = { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: 'front' }
  return {
    edge: {
      certificates: [{ CertificateArn: certificateArn, Status: 'ISSUED', NotAfter: now }],
      webAcls: {
        [loadBalancerArn]: { Name: 'front', Id: '1', ARN: webAclArn, DefaultAction: { Allow: {} }, VisibilityConfig },
      },
      latticeTargetGroups: [{ id: 'tg-1', arn: 'arn:lattice-tg', serviceArns: [latticeService], createdAt: now }],
      latticeServices: [
        {
          arn: latticeService,
          listeners: [{ arn: `${latticeService}/listener/1`, protocol: 'HTTPS', port: 443 }],
          authPolicy: { policy: '{}', state: 'Active' },
        },
      ],
      discoveryServices: [
        { Id: 'srv-1', Arn: 'arn:srv-1', Type: 'DNS_HTTP', DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] } },
      ],
      restVpcLinks: [{ id: 'old', targetArns: ['arn:nlb'], status: 'AVAILABLE' }],
      restApis: [
        {
          api: { id: 'rest', name: 'rest' },
          resources: [{ id: 'root', path: '/', resourceMethods: { GET: { authorizationType: 'AWS_IAM' } } }],
        },
      ],
      vpcLinks: [{ VpcLinkId: 'new', Name: 'new', SecurityGroupIds: [], SubnetIds: ['subnet-1'] }],
      httpApis: [
        {
          api: { ApiId: 'http', Name: 'http', ProtocolType: 'HTTP', RouteSelectionExpression: '$request.method' },
          integrations: [{ IntegrationId: 'i', ConnectionType: 'VPC_LINK', IntegrationUri: listenerArn }],
          routes: [{ RouteKey: 'GET /', AuthorizationType: 'JWT', Target: 'integrations/i' }],
        },
      ],
    },
    storage: {
      fileSystems: [
        {
          fileSystem: {
            FileSystemId: 'fs-1',
            FileSystemArn: fileSystemArn,
            OwnerId: '111122223333',
            CreationToken: 'one',
            CreationTime: now,
            LifeCycleState: 'available',
            NumberOfMountTargets: 1,
            SizeInBytes: { Value: 6 },
            PerformanceMode: 'generalPurpose',
            Tags: [],
          },
          mountTargets: [
            { MountTargetId: 'fsmt-1', FileSystemId: 'fs-1', SubnetId: 'subnet-1', LifeCycleState: 'available' },
          ],
          lifecycle: [{ TransitionToIA: 'AFTER_30_DAYS' }],
          policy: '{}',
          backup: 'ENABLED',
        },
      ],
      accessPoints: [{ AccessPointId: 'fsap-1', FileSystemId: 'fs-1', PosixUser: { Uid: 1000, Gid: 1000 } }],
      windowsFileSystems: [{ FileSystemId: 'fs-2', FileSystemType: 'WINDOWS', Lifecycle: 'AVAILABLE' }],
      protectedResources: [{ ResourceArn: fileSystemArn, ResourceType: 'EFS', LastBackupTime: now }],
      recoveryPoints: { [fileSystemArn]: [{ RecoveryPointArn: 'arn:point', CreationDate: now, Status: 'COMPLETED' }] },
    },
    dataStores: {
      dbInstances: [{ DBInstanceIdentifier: 'ledger-1', Engine: 'postgres', PubliclyAccessible: false }],
      dbClusters: [{ DBClusterIdentifier: 'ledger', Engine: 'aurora-postgresql', Port: 5432 }],
      cacheClusters: [{ CacheClusterId: 'cache', CacheNodes: [{ CacheNodeId: '0001', Endpoint: { Port: 6379 } }] }],
      serverlessCaches: [{ ServerlessCacheName: 'sessions', SecurityGroupIds: ['sg-1'], Endpoint: { Port: 6379 } }],
    },
  }
}
