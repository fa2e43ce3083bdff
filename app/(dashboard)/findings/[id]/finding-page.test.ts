import { describe, expect, test } from 'vitest'
import { checks } from '#lib/checks/index.ts'
import { consoleHref } from './console-href.ts'
import { controlFacts } from './control-facts.ts'
import { fixTexts } from './fix-texts.ts'

const arn = 'arn:aws:ecs:eu-west-1:111122223333'

describe('the console link', () => {
  test.each([
    [
      `${arn}:service/main/web`,
      'https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/main/services/web/health?region=eu-west-1',
    ],
    [
      `${arn}:task-definition/api`,
      'https://eu-west-1.console.aws.amazon.com/ecs/v2/task-definitions/api?region=eu-west-1',
    ],
    [
      'arn:aws-us-gov:iam::111122223333:role/a/reader',
      'https://console.amazonaws-us-gov.com/iam/home#/roles/details/reader',
    ],
    [
      'arn:aws-cn:ecs:cn-north-1:111122223333:cluster/main',
      'https://cn-north-1.console.amazonaws.cn/ecs/v2/clusters/main/services?region=cn-north-1',
    ],
  ])('of %s', (resource, href) => {
    expect(consoleHref(resource)).toBe(href)
  })

  test('is not made up for other partitions and kinds', () => {
    expect([consoleHref('arn:evil:ecs:x:1:cluster/a'), consoleHref('arn:aws:sns:eu-west-1:1:topic')]).toEqual([
      undefined,
      undefined,
    ])
  })

  test('never leaves the console, whatever a name holds', () => {
    expect(consoleHref(`${arn}:cluster/a?b#c`)).toContain('clusters/a%3Fb%23c/')
  })
})

test('every check has at least a control or says nothing of controls', () => {
  for (const { controls } of checks) {
    for (const { term, value } of controlFacts(controls)) expect([term, value]).not.toContain('')
  }
})

describe('the fix of a finding', () => {
  const finding = {
    account: { id: '111122223333', alias: 'prod' },
    region: 'eu-west-1',
    subject: { type: 'ecs-service', id: `${arn}:service/main/web`, name: 'web' },
    services: [],
  }

  test('names the region and the resource in its commands', () => {
    const fix = {
      summary: '',
      effort: 'small',
      cli: 'aws ecs x --cluster CLUSTER --service SERVICE',
      terraform: 'CLUSTER',
      cloudformation: 'REGION',
    } as const
    expect(fixTexts(fix, finding)).toEqual({
      cli: 'export AWS_REGION=eu-west-1\naws ecs x --cluster main --service web',
      terraform: 'CLUSTER',
      cloudformation: 'eu-west-1',
    })
  })

  test('of what belongs to no region names none', () => {
    const fix = { summary: '', effort: 'small', cli: 'aws iam x', terraform: '', cloudformation: '' } as const
    expect(fixTexts(fix, { ...finding, region: 'global' }).cli).toBe('aws iam x')
  })
})
