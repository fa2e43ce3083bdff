import { role } from '../testing/account.ts'
import { service } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './iam-service-linked-role.ts'

const path = '/aws-service-role/ecs.amazonaws.com/'
const arn = id.arn('iam', `role${path}AWSServiceRoleForECS`, '')
const linked = role('AWSServiceRoleForECS', { Arn: arn, Path: path, CreateDate: id.daysAgo(900) })
const withRole = (roleArn: string) => ({ roles: [linked], services: [service({ roleArn })] })

testCheck(check, {
  pass: {
    'it is there and services name no other': { given: { roles: [linked] } },
    'a service refers to it by ARN': { given: withRole(arn) },
    'a service refers to it by name': { given: withRole('AWSServiceRoleForECS') },
    'a deleted service does not count': {
      given: { roles: [linked], services: [service({ status: 'INACTIVE', roleArn: 'ecsServiceRole' })] },
    },
  },
  fail: {
    'a role of that name below another path is not it': {
      given: { roles: [role('AWSServiceRoleForECS', { Path: '/aws-service-role/eks.amazonaws.com/' })] },
      message: 'missing',
    },
    'it is gone': { given: { roles: [role()] }, message: 'missing' },
    'a role of that name elsewhere is not it': { given: { roles: [role('AWSServiceRoleForECS')] }, message: 'missing' },
    'a service uses ecsServiceRole': { given: withRole(id.arn('iam', 'role/ecsServiceRole', '')), message: 'other' },
    both: {
      given: { roles: [], services: [service({ roleArn: 'ecsServiceRole' })] },
      message: ['missing', 'other'],
    },
  },
  notApplicable: { 'no cluster': { given: { clusters: [], services: [] } } },
})
