import { ACM } from '@aws-sdk/client-acm'
import { APIGateway } from '@aws-sdk/client-api-gateway'
import { ApiGatewayV2 } from '@aws-sdk/client-apigatewayv2'
import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling'
import { AutoScaling } from '@aws-sdk/client-auto-scaling'
import { Backup } from '@aws-sdk/client-backup'
import { CloudFormation } from '@aws-sdk/client-cloudformation'
import { CloudTrail } from '@aws-sdk/client-cloudtrail'
import { CloudWatch } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CodeBuild } from '@aws-sdk/client-codebuild'
import { CodeDeploy } from '@aws-sdk/client-codedeploy'
import { CodePipeline } from '@aws-sdk/client-codepipeline'
import { ComputeOptimizer } from '@aws-sdk/client-compute-optimizer'
import { ConfigService } from '@aws-sdk/client-config-service'
import { EC2 } from '@aws-sdk/client-ec2'
import { ECR } from '@aws-sdk/client-ecr'
import { ECS } from '@aws-sdk/client-ecs'
import { EFS } from '@aws-sdk/client-efs'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import { ElastiCache } from '@aws-sdk/client-elasticache'
import { EventBridge } from '@aws-sdk/client-eventbridge'
import { FSx } from '@aws-sdk/client-fsx'
import { GuardDuty } from '@aws-sdk/client-guardduty'
import { IAM } from '@aws-sdk/client-iam'
import { Inspector2 } from '@aws-sdk/client-inspector2'
import { KMS } from '@aws-sdk/client-kms'
import { Organizations } from '@aws-sdk/client-organizations'
import { RDS } from '@aws-sdk/client-rds'
import { ResourceGroupsTaggingAPI } from '@aws-sdk/client-resource-groups-tagging-api'
import { S3 } from '@aws-sdk/client-s3'
import { S3Control } from '@aws-sdk/client-s3-control'
import { Scheduler } from '@aws-sdk/client-scheduler'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { SecurityHub } from '@aws-sdk/client-securityhub'
import { ServiceQuotas } from '@aws-sdk/client-service-quotas'
import { ServiceDiscovery } from '@aws-sdk/client-servicediscovery'
import { SQS } from '@aws-sdk/client-sqs'
import { SSM } from '@aws-sdk/client-ssm'
import { STS } from '@aws-sdk/client-sts'
import { VPCLattice } from '@aws-sdk/client-vpc-lattice'
import { WAFV2 } from '@aws-sdk/client-wafv2'
import { XRay } from '@aws-sdk/client-xray'
import type { ClientConfig } from './simulated.ts'

export type Clients = ReturnType<typeof clientsOf>

/** The real SDK clients of every simulated service. */
export function clientsOf(config: ClientConfig) {
  return {
    acm: new ACM(config),
    restApis: new APIGateway(config),
    httpApis: new ApiGatewayV2(config),
    backup: new Backup(config),
    efs: new EFS(config),
    elasticache: new ElastiCache(config),
    fsx: new FSx(config),
    rds: new RDS(config),
    servicediscovery: new ServiceDiscovery(config),
    vpcLattice: new VPCLattice(config),
    wafv2: new WAFV2(config),
    applicationAutoscaling: new ApplicationAutoScaling(config),
    autoscaling: new AutoScaling(config),
    cloudformation: new CloudFormation(config),
    cloudwatch: new CloudWatch(config),
    codebuild: new CodeBuild(config),
    codedeploy: new CodeDeploy(config),
    codepipeline: new CodePipeline(config),
    computeOptimizer: new ComputeOptimizer(config),
    ec2: new EC2(config),
    cloudtrail: new CloudTrail(config),
    config: new ConfigService(config),
    guardduty: new GuardDuty(config),
    kms: new KMS(config),
    organizations: new Organizations(config),
    s3: new S3(config),
    s3control: atAddress(new S3Control(config), config.endpoint),
    secretsmanager: new SecretsManager(config),
    securityhub: new SecurityHub(config),
    ssm: new SSM(config),
    ecr: new ECR(config),
    ecs: new ECS(config),
    elbv2: new ElasticLoadBalancingV2(config),
    events: new EventBridge(config),
    iam: new IAM(config),
    inspector2: new Inspector2(config),
    logs: new CloudWatchLogs(config),
    scheduler: new Scheduler(config),
    serviceQuotas: new ServiceQuotas(config),
    sqs: new SQS(config),
    sts: new STS(config),
    tagging: new ResourceGroupsTaggingAPI(config),
    xray: new XRay(config),
  }
}

/** S3 Control puts the account before the host's name, which an address cannot have. */
function atAddress(client: S3Control, endpoint: string): S3Control {
  client.config.endpointProvider = () => ({ url: new URL(endpoint) })
  return client
}
