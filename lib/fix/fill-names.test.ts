import { describe, expect, test } from 'vitest'
import { fillNames, namesOf } from './fill-names.ts'

const arn = 'arn:aws:ecs:eu-west-1:111122223333'
const container = {
  account: '111122223333',
  region: 'eu-west-1',
  subject: { type: 'container', id: `${arn}:task-definition/payments-api#api`, name: 'payments-api / api' },
  services: [`${arn}:service/payments/payments-api`],
}

describe('filling names in', () => {
  test('replaces whole words alone', () => {
    expect(fillNames('--family FAMILY --file TASK_FAMILY.json FAMILY:OLD FAMILYS', { FAMILY: 'api' })).toBe(
      '--family api --file TASK_FAMILY.json api:OLD FAMILYS',
    )
  })

  test.each(['x; rm -rf /', '$(id)', '`id`', "a'b", 'a b', 'a\nb', '"', ''])('leaves %j out of commands', (name) => {
    expect(fillNames('aws --cluster CLUSTER', { CLUSTER: name })).toBe('aws --cluster CLUSTER')
  })

  test('takes a name as it is, whatever a replacement pattern would make of it', () => {
    expect(fillNames('GROUP', { GROUP: '/ecs/a.b' })).toBe('/ecs/a.b')
  })
})

describe('the names of a subject', () => {
  test('of a container are its family, its own and those of its only service', () => {
    expect(namesOf(container)).toEqual({
      ACCOUNT: '111122223333',
      REGION: 'eu-west-1',
      CLUSTER: 'payments',
      SERVICE: 'payments-api',
      FAMILY: 'payments-api',
      CONTAINER: 'api',
    })
  })

  test('name no service where there are several to choose from', () => {
    const names = namesOf({ ...container, services: [...container.services, `${arn}:service/payments/other`] })
    expect(names).not.toHaveProperty('SERVICE')
    expect(names).not.toHaveProperty('CLUSTER')
  })

  test.each([
    ['iam-role', 'arn:aws:iam::111122223333:role/path/reader', { ROLE: 'reader' }],
    ['security-group', 'sg-1', { GROUP: 'sg-1' }],
    ['log-group', 'arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/api', { GROUP: '/ecs/api' }],
    ['ecr-repository', 'arn:aws:ecr:eu-west-1:111122223333:repository/payments/api', { REPOSITORY: 'payments/api' }],
    ['ecs-service', `${arn}:service/main/web`, { CLUSTER: 'main', SERVICE: 'web' }],
    ['vpc', 'vpc-1', { VPC: 'vpc-1' }],
  ])('are known for %s', (type, id, names) => {
    expect(namesOf({ ...container, services: [], subject: { type, id, name: id } })).toMatchObject(names)
  })

  test('of what belongs to no region hold none', () => {
    expect(namesOf({ ...container, region: 'global' })).not.toHaveProperty('REGION')
  })
})
