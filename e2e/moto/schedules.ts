import { ECS } from '@aws-sdk/client-ecs'
import { EventBridge } from '@aws-sdk/client-eventbridge'
import { Scheduler } from '@aws-sdk/client-scheduler'
import { ACCOUNT, type Client } from './client.ts'
import { need } from './network.ts'
import type { Used } from './services.ts'

const cluster = (name: string) => `arn:aws:ecs:us-east-1:${ACCOUNT}:cluster/${name}`
const events = `arn:aws:iam::${ACCOUNT}:role/events`

/** A report made every night on Windows by a rule, and the good definition run every hour by a schedule. */
export async function buildSchedules(client: Client, { network }: Used): Promise<void> {
  const registered = await new ECS(client).registerTaskDefinition({
    family: 'report',
    requiresCompatibilities: ['EC2'],
    runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE', cpuArchitecture: 'X86_64' },
    volumes: [
      {
        name: 'share',
        fsxWindowsFileServerVolumeConfiguration: {
          // moto's shares lack the state that FSx tells of each, so this one is another account's.
          fileSystemId: 'fs-0123456789abcdef0',
          rootDirectory: 'reports',
          authorizationConfig: {
            credentialsParameter: `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/bad/token`,
            domain: 'example.com',
          },
        },
      },
    ],
    containerDefinitions: [
      {
        name: 'report',
        image: 'mcr.microsoft.com/windows/servercore:ltsc2022',
        cpu: 256,
        memory: 512,
        essential: true,
        mountPoints: [{ sourceVolume: 'share', containerPath: 'C:\\reports' }],
      },
    ],
  })
  const bridge = new EventBridge(client)
  await bridge.putRule({ Name: 'nightly', ScheduleExpression: 'rate(1 day)' })
  await bridge.putTargets({
    Rule: 'nightly',
    Targets: [
      {
        Id: 'report',
        Arn: cluster('side'),
        RoleArn: events,
        EcsParameters: {
          TaskDefinitionArn: need(registered.taskDefinition?.taskDefinitionArn),
          LaunchType: 'EC2',
          TaskCount: 1,
        },
      },
    ],
  })
  await new Scheduler(client).createSchedule({
    Name: 'hourly',
    ScheduleExpression: 'rate(1 hour)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: cluster('main'),
      RoleArn: events,
      EcsParameters: {
        TaskDefinitionArn: `arn:aws:ecs:us-east-1:${ACCOUNT}:task-definition/web:1`,
        LaunchType: 'FARGATE',
        NetworkConfiguration: {
          awsvpcConfiguration: { Subnets: network.privateSubnets, SecurityGroups: [network.groups.web] },
        },
      },
    },
  })
}
