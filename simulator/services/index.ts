import type { Service } from '../service.ts'
import { acm } from './acm.ts'
import { apiGateway } from './api-gateway.ts'
import { applicationAutoscaling } from './application-autoscaling.ts'
import { autoscaling } from './autoscaling.ts'
import { backup } from './backup.ts'
import { cloudformation } from './cloudformation.ts'
import { cloudtrail } from './cloudtrail.ts'
import { cloudwatch } from './cloudwatch.ts'
import { codebuild } from './codebuild.ts'
import { codedeploy } from './codedeploy.ts'
import { codepipeline } from './codepipeline.ts'
import { computeOptimizer } from './compute-optimizer.ts'
import { config } from './config.ts'
import { ec2 } from './ec2/index.ts'
import { ecr } from './ecr/index.ts'
import { ecs } from './ecs/index.ts'
import { efs } from './efs.ts'
import { elasticache } from './elasticache.ts'
import { elbv2 } from './elbv2.ts'
import { events } from './events.ts'
import { fsx } from './fsx.ts'
import { guardduty } from './guardduty.ts'
import { iam } from './iam.ts'
import { inspector2 } from './inspector2.ts'
import { kms } from './kms.ts'
import { logs } from './logs.ts'
import { organizations } from './organizations.ts'
import { rds } from './rds.ts'
import { s3 } from './s3.ts'
import { scheduler } from './scheduler.ts'
import { secretsmanager } from './secretsmanager.ts'
import { securityhub } from './securityhub.ts'
import { serviceQuotas } from './service-quotas.ts'
import { servicediscovery } from './servicediscovery.ts'
import { sqs } from './sqs.ts'
import { ssm } from './ssm.ts'
import { sts } from './sts.ts'
import { tagging } from './tagging.ts'
import { vpcLattice } from './vpc-lattice.ts'
import { wafv2 } from './wafv2.ts'
import { xray } from './xray.ts'

/** Every simulated service. A new one is a file of handlers and a line here. */
export const services: readonly Service[] = [
  acm,
  apiGateway,
  backup,
  efs,
  elasticache,
  fsx,
  rds,
  servicediscovery,
  vpcLattice,
  wafv2,
  applicationAutoscaling,
  autoscaling,
  cloudformation,
  cloudwatch,
  codebuild,
  codedeploy,
  codepipeline,
  computeOptimizer,
  cloudtrail,
  config,
  ec2,
  ecr,
  ecs,
  elbv2,
  events,
  guardduty,
  iam,
  inspector2,
  kms,
  logs,
  organizations,
  s3,
  scheduler,
  secretsmanager,
  securityhub,
  ssm,
  serviceQuotas,
  sqs,
  sts,
  tagging,
  xray,
]
