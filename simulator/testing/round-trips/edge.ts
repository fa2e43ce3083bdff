import { certificateArn, fileSystemArn, latticeService, webAclArn } from '../edge.ts'
import { loadBalancerArn } from '../network.ts'
import { estate, type RoundTrips } from './round-trip.ts'

const { edge, storage, dataStores } = estate
const [system] = storage.fileSystems
const [rest] = edge.restApis
const [http] = edge.httpApis
const [service] = edge.latticeServices
const FileSystemId = 'fs-1'
const acl = edge.webAcls[loadBalancerArn]

/** Edge, storage and data stores. */
export const edgeRoundTrips: RoundTrips = {
  'acm:DescribeCertificate': {
    ask: ({ acm }) => acm.describeCertificate({ CertificateArn: certificateArn }),
    holds: { Certificate: edge.certificates.at(0) },
  },
  'wafv2:GetWebACLForResource': {
    ask: ({ wafv2 }) => wafv2.getWebACLForResource({ ResourceArn: loadBalancerArn }),
    holds: { WebACL: acl },
  },
  'wafv2:GetWebACL': { ask: ({ wafv2 }) => wafv2.getWebACL({ ARN: webAclArn }), holds: { WebACL: acl } },
  'vpc-lattice:ListTargetGroups': {
    ask: ({ vpcLattice }) => vpcLattice.listTargetGroups({ maxResults: 1 }),
    holds: { items: edge.latticeTargetGroups },
  },
  'vpc-lattice:ListListeners': {
    ask: ({ vpcLattice }) => vpcLattice.listListeners({ serviceIdentifier: latticeService }),
    holds: { items: service?.listeners },
  },
  'vpc-lattice:GetAuthPolicy': {
    ask: ({ vpcLattice }) => vpcLattice.getAuthPolicy({ resourceIdentifier: latticeService }),
    holds: { state: 'Active' },
  },
  'servicediscovery:ListServices': {
    ask: ({ servicediscovery }) => servicediscovery.listServices({}),
    holds: { Services: edge.discoveryServices },
  },
  'apigateway:GetVpcLinks': {
    ask: ({ restApis }) => restApis.getVpcLinks({ limit: 10 }),
    holds: { items: edge.restVpcLinks },
  },
  'apigateway:GetRestApis': { ask: ({ restApis }) => restApis.getRestApis({}), holds: { items: [rest?.api] } },
  'apigateway:GetResources': {
    ask: ({ restApis }) => restApis.getResources({ restApiId: 'rest', embed: ['methods'] }),
    holds: { items: rest?.resources },
  },
  'apigateway:GetHttpVpcLinks': {
    ask: ({ httpApis }) => httpApis.getVpcLinks({ MaxResults: '10' }),
    holds: { Items: edge.vpcLinks },
  },
  'apigateway:GetApis': { ask: ({ httpApis }) => httpApis.getApis({}), holds: { Items: [http?.api] } },
  'apigateway:GetIntegrations': {
    ask: ({ httpApis }) => httpApis.getIntegrations({ ApiId: 'http' }),
    holds: { Items: http?.integrations },
  },
  'apigateway:GetRoutes': {
    ask: ({ httpApis }) => httpApis.getRoutes({ ApiId: 'http' }),
    holds: { Items: http?.routes },
  },
  'rds:DescribeDBInstances': {
    ask: ({ rds }) => rds.describeDBInstances({ MaxRecords: 20 }),
    holds: { DBInstances: dataStores.dbInstances },
  },
  'rds:DescribeDBClusters': {
    ask: ({ rds }) => rds.describeDBClusters({}),
    holds: { DBClusters: dataStores.dbClusters },
  },
  'elasticache:DescribeCacheClusters': {
    ask: ({ elasticache }) => elasticache.describeCacheClusters({ ShowCacheNodeInfo: true }),
    holds: { CacheClusters: dataStores.cacheClusters },
  },
  'elasticache:DescribeServerlessCaches': {
    ask: ({ elasticache }) => elasticache.describeServerlessCaches({}),
    holds: { ServerlessCaches: dataStores.serverlessCaches },
  },
  'elasticfilesystem:DescribeFileSystems': {
    ask: ({ efs }) => efs.describeFileSystems({ MaxItems: 1 }),
    holds: { FileSystems: [system?.fileSystem] },
  },
  'elasticfilesystem:DescribeMountTargets': {
    ask: ({ efs }) => efs.describeMountTargets({ FileSystemId }),
    holds: { MountTargets: system?.mountTargets },
  },
  'elasticfilesystem:DescribeAccessPoints': {
    ask: ({ efs }) => efs.describeAccessPoints({ FileSystemId }),
    holds: { AccessPoints: storage.accessPoints },
  },
  'elasticfilesystem:DescribeFileSystemPolicy': {
    ask: ({ efs }) => efs.describeFileSystemPolicy({ FileSystemId }),
    holds: { FileSystemId, Policy: '{}' },
  },
  'elasticfilesystem:DescribeBackupPolicy': {
    ask: ({ efs }) => efs.describeBackupPolicy({ FileSystemId }),
    holds: { BackupPolicy: { Status: 'ENABLED' } },
  },
  'elasticfilesystem:DescribeLifecycleConfiguration': {
    ask: ({ efs }) => efs.describeLifecycleConfiguration({ FileSystemId }),
    holds: { LifecyclePolicies: system?.lifecycle },
  },
  'fsx:DescribeFileSystems': {
    ask: ({ fsx }) => fsx.describeFileSystems({}),
    holds: { FileSystems: storage.windowsFileSystems },
  },
  'backup:ListProtectedResources': {
    ask: ({ backup }) => backup.listProtectedResources({}),
    holds: { Results: storage.protectedResources },
  },
  'backup:ListRecoveryPointsByResource': {
    ask: ({ backup }) => backup.listRecoveryPointsByResource({ ResourceArn: fileSystemArn }),
    holds: { RecoveryPoints: storage.recoveryPoints[fileSystemArn] },
  },
}
