import type { Service } from '../service.ts'
import { applicationAutoscaling } from './application-autoscaling.ts'
import { autoscaling } from './autoscaling.ts'
import { cloudwatch } from './cloudwatch.ts'
import { codedeploy } from './codedeploy.ts'
import { ec2 } from './ec2/index.ts'
import { ecr } from './ecr/index.ts'
import { ecs } from './ecs/index.ts'
import { elbv2 } from './elbv2.ts'
import { events } from './events.ts'
import { iam } from './iam.ts'
import { inspector2 } from './inspector2.ts'
import { logs } from './logs.ts'
import { scheduler } from './scheduler.ts'
import { sts } from './sts.ts'
import { tagging } from './tagging.ts'

/** Every simulated service. A new one is a file of handlers and a line here. */
export const services: readonly Service[] = [
  applicationAutoscaling,
  autoscaling,
  cloudwatch,
  codedeploy,
  ec2,
  ecr,
  ecs,
  elbv2,
  events,
  iam,
  inspector2,
  logs,
  scheduler,
  sts,
  tagging,
]
