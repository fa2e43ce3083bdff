import { describe, expect, test } from 'vitest'
import { checks } from '#lib/checks/index.ts'
import { imageConfig } from '#lib/checks/testing/account.ts'
import * as ecs from '#lib/checks/testing/ecs.ts'
import { type Given, inventoryOf, onEc2 } from '#lib/checks/testing/estate.ts'
import * as id from '#lib/checks/testing/ids.ts'
import * as net from '#lib/checks/testing/network.ts'
import { command, env } from '#lib/checks/testing/values.ts'
import { simulate } from '#lib/collect/testing/simulated.ts'
import { evaluate } from '#lib/engine/evaluate.ts'
import type { Outcome } from '#lib/engine/outcome.ts'
import type { RecommendationId } from '#lib/frameworks/recommendations.ts'
import { sizedEstate } from '#simulator/estates/sized/index.ts'

// Answers that other scanners get wrong, as read in their sources or seen when they ran. Ours must stay right.

/** What one check says of the good estate with these sections in place of its own, by subject. */
function judge(check: RecommendationId, given: Given): Map<string, Outcome> {
  const { outcomes } = evaluate(
    inventoryOf(given),
    checks.filter((one) => one.id === check),
  )
  return new Map(outcomes.map((one) => [one.subject.id, one]))
}
const statusOf = (check: RecommendationId, given: Given, subject = id.containerId) =>
  judge(check, given).get(subject)?.status

const only = (over: Parameters<typeof ecs.container>[0]) => ecs.withContainers(ecs.container(over))
const token = ['ghp', 'k3Jx9Qp2Lm7Vn4Rt8Wz1Bc6Df5Gh0Js2Kl4Z'].join('_')
const secretKey = ['wJalrXUtnFEMIK7MDENG', 'bPxRfiCYzzQk3vTm8LwN'].join('/').slice(0, 40)

describe('Steampipe', () => {
  test('a key in plain text fails, and the reference to a secret under the same name does not', () => {
    const plain = only({ environment: env({ AWS_SECRET_ACCESS_KEY: secretKey }) })
    const valueFrom = id.arn('secretsmanager', 'secret:web/key-AbCdEf')
    const reference = only({ environment: [], secrets: [{ name: 'AWS_SECRET_ACCESS_KEY', valueFrom }] })
    expect(statusOf('scr-no-plaintext-env', plain)).toBe('fail')
    expect(statusOf('scr-no-static-aws-keys', plain)).toBe('fail')
    expect(statusOf('scr-no-plaintext-env', reference)).toBe('pass')
  })

  test('one good container excuses no other: root file system, log driver', () => {
    const careless = ecs.container({ name: 'router', readonlyRootFilesystem: false, logConfiguration: undefined })
    const both = ecs.withContainers(ecs.container(), careless)
    for (const check of ['ctr-readonly-rootfs', 'log-driver-configured'] as const) {
      const found = judge(check, both)
      expect(found.get(id.containerId)?.status, check).toBe('pass')
      expect(found.get(`${id.familyId}#router`)?.status, check).toBe('fail')
    }
  })

  test.each(['0', '0:0', 'root', 'root:root', '0:1000'])('user %s is root', (user) => {
    expect(statusOf('ctr-non-root-user', only({ user }))).toBe('fail')
  })

  test('no user at all is the user of the image, which is root when it names none', () => {
    const config = { User: undefined, hasHealthcheck: false, exposedPorts: [], startsShell: false }
    const given = { ...only({ user: undefined }), imageConfigs: [imageConfig({ config })] }
    expect(statusOf('ctr-non-root-user', given)).toBe('fail')
  })

  test('on the network of the host an ordinary user without privileges is no alarm, and root is a worse one', () => {
    const onHost = (user: string) =>
      onEc2({ definition: { networkMode: 'host', containerDefinitions: [ecs.container({ user })] } })
    expect(statusOf('ctr-non-root-user', onHost('10001'))).toBe('pass')
    expect(statusOf('ctr-no-privileged', onHost('10001'))).toBe('pass')
    expect(judge('ctr-non-root-user', onHost('root')).get(id.containerId)).toMatchObject({
      status: 'fail',
      severity: 'high',
    })
  })

  test('services of one name in two clusters are two services', () => {
    const clusterArn = id.arn('ecs', 'cluster/other')
    const serviceArn = id.arn('ecs', 'service/other/web')
    const network = { awsvpcConfiguration: { ...ecs.network, assignPublicIp: 'ENABLED' } }
    const found = judge('net-task-public-ip', {
      clusters: [ecs.cluster(), ecs.cluster({ clusterArn, clusterName: 'other' })],
      services: [ecs.service(), ecs.service({ clusterArn, serviceArn, networkConfiguration: network })],
    })
    expect(found.get(id.serviceArn)?.status).toBe('pass')
    expect(found.get(serviceArn)?.status).toBe('fail')
  })

  test('enhanced Container Insights are no alarm, and neither is a service pinned to 1.4.0', () => {
    const insights = { clusters: [ecs.cluster({ settings: [{ name: 'containerInsights', value: 'enhanced' }] })] }
    expect(statusOf('net-container-insights', insights, id.clusterArn)).toBe('pass')
    const pinned = { services: [ecs.service({ platformVersion: '1.4.0' })] }
    expect(statusOf('ops-fargate-platform', pinned, id.serviceArn)).toBe('pass')
  })
})

describe('Prowler', () => {
  test('a log driver without a mode is no failure: ECS does not block by default', () => {
    const options = { 'awslogs-group': '/ecs/web', 'awslogs-region': id.region, 'awslogs-stream-prefix': 'web' }
    const logConfiguration = { logDriver: 'awslogs', options, redactedOptions: [], secretOptions: [] }
    const { outcomes } = evaluate(inventoryOf(only({ logConfiguration })), checks)
    expect(outcomes.filter(({ status }) => status === 'fail').map(({ check }) => check)).toEqual([])
  })

  test('LATEST of Windows is the newest, and a service on a Fargate provider is judged', () => {
    const windows = 'WINDOWS_SERVER_2022_CORE'
    const latest = {
      services: [ecs.service({ platformFamily: windows })],
      tasks: [ecs.task({ platformVersion: '1.0.0', platformFamily: windows })],
    }
    expect(statusOf('ops-fargate-platform', latest, id.serviceArn)).toBe('pass')
    const capacityProviderStrategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]
    const old = ecs.service({ launchType: undefined, capacityProviderStrategy, platformVersion: '1.3.0' })
    expect(statusOf('ops-fargate-platform', { services: [old] }, id.serviceArn)).toBe('fail')
  })

  test.each(['0', '0:0', 'root:root'])('user %s on the network of the host is root', (user) => {
    const given = onEc2({ definition: { networkMode: 'host', containerDefinitions: [ecs.container({ user })] } })
    expect(statusOf('ctr-non-root-user', given)).toBe('fail')
  })

  const value = env({ token })
  const places: Record<string, Parameters<typeof ecs.container>[0]> = {
    command: { command: command('serve', `--token=${token}`) },
    'entry point': { entryPoint: command('sh', '-c', `TOKEN=${token} exec serve`) },
    'health check': { healthCheck: { command: command('CMD-SHELL', `curl -H "X-Token: ${token}" localhost`) } },
    label: { dockerLabels: value },
    'log option': {
      logConfiguration: { logDriver: 'splunk', options: {}, redactedOptions: value, secretOptions: [] },
    },
    'name of an environment file': {
      redactedTexts: value.map((one) => ({ kind: 'the name of an environment file', value: one.value })),
    },
  }
  test.each(Object.entries(places))('a secret is not only looked for in the environment: %s', (_, over) => {
    expect(statusOf('scr-no-plaintext-env', only(over))).toBe('fail')
  })

  test('neither is it in a task definition alone: an override of a running task', () => {
    const overrides = { containerOverrides: [{ name: 'app', environment: value }] }
    const given = { tasks: [ecs.task({ overrides })] }
    expect(statusOf('scr-no-plaintext-env', given)).toBe('fail')
  })

  test('one rule that redirects excuses no other, and each listener is judged for itself', () => {
    const redirect = [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }]
    const plain = (port: number) => ({
      Protocol: 'HTTP',
      Port: port,
      SslPolicy: undefined,
      ListenerArn: `${id.listenerArn}${port}`,
    })
    const [first, second] = [net.listener(plain(80)), net.listener({ ...plain(8080), DefaultActions: redirect })]
    const redirecting = net.listenerRule({ ListenerArn: first.ListenerArn, Actions: redirect })
    const found = judge('sec-tls-listener', {
      listeners: [first, second],
      listenerRules: [redirecting, net.listenerRule({ ListenerArn: second.ListenerArn, RuleArn: 'forwards' })],
    })
    expect(found.get(first.ListenerArn)?.status).toBe('fail')
    expect(found.get(second.ListenerArn)?.status).toBe('fail')
    const good = { listeners: [second], listenerRules: [] }
    expect(judge('sec-tls-listener', good).get(second.ListenerArn)?.status).not.toBe('fail')
  })

  test('a finding stays the same finding when a new revision is deployed', () => {
    const deployed = (revision: number) => {
      const taskDefinitionArn = `${id.familyId}:${revision}`
      const containerDefinitions = [ecs.container({ user: 'root' })]
      return judge('ctr-non-root-user', {
        taskDefinitions: [ecs.taskDefinition({ taskDefinitionArn, revision, containerDefinitions })],
        services: [ecs.service({ taskDefinition: taskDefinitionArn })],
        tasks: [ecs.task({ taskDefinitionArn })],
      }).get(id.containerId)
    }
    const [before, after] = [deployed(3), deployed(4)]
    expect([before?.status, after?.status]).toEqual(['fail', 'fail'])
    expect(after?.fingerprint).toBe(before?.fingerprint)
  })
})

describe('Security Hub', () => {
  const bad = [ecs.container({ privileged: false, readonlyRootFilesystem: false })]
  test.each(['ACTIVE', 'INACTIVE'])('what runs is judged, also an older revision that is %s', (status) => {
    const old = `${id.familyId}:2`
    const given = {
      taskDefinitions: [
        ecs.taskDefinition(),
        ecs.taskDefinition({ taskDefinitionArn: old, revision: 2, status, containerDefinitions: bad }),
      ],
      services: [ecs.service({ taskDefinition: old })],
      tasks: [ecs.task({ taskDefinitionArn: old })],
    }
    expect(statusOf('ctr-readonly-rootfs', given)).toBe('fail')
  })
})

describe('CloudSploit and ElectricEye', () => {
  test('lists are read to their last page, and clusters with their settings', async () => {
    const size = { clusters: 2, services: 240, families: 240, revisions: 1 }
    const region = 'us-east-1'
    await using aws = await simulate({ build: sizedEstate({ size, regions: [region], changed: 0 }) })
    const { inventory } = await aws.collect({ regions: [region] })
    expect(inventory.gaps).toEqual([])
    const { services, families, clusters } = inventory.sections
    const perCluster = Map.groupBy(services?.[region] ?? [], ({ clusterArn }) => clusterArn)
    expect([...perCluster.values()].map(({ length }) => length)).toEqual([120, 120])
    expect(families?.[region]).toHaveLength(240)
    const { outcomes } = evaluate(
      inventory,
      checks.filter(({ id: check }) => check === 'net-container-insights'),
    )
    const settings = clusters?.[region]?.flatMap((one) => one.settings.map(({ name }) => name))
    expect(settings).toEqual(['containerInsights', 'containerInsights'])
    expect(outcomes.map(({ status }) => status)).not.toContain('unknown')
  })
})
