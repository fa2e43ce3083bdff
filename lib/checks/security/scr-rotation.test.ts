import type { Parameter, Secret } from '#lib/inventory/types/secrets.ts'
import { container, withContainers } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { parameter, parameterArn, secret, secretArn, secretVersions } from '../testing/secrets.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './scr-rotation.ts'

const using = (valueFrom: string) => withContainers(container({ secrets: [{ name: 'VALUE', valueFrom }] }))
const given = (over: Partial<Secret> = {}, versions = secretVersions()) => ({
  ...using(secretArn),
  secrets: [secret(over)],
  secretVersions: [versions],
})
const unrotated: Partial<Secret> = {
  RotationEnabled: false,
  RotationRules: undefined,
  LastRotatedDate: undefined,
  NextRotationDate: undefined,
}
const withParameter = (over: Partial<Parameter>) => ({ ...using(parameterArn), parameters: [parameter(over)] })

testCheck(check, {
  pass: {
    'rotation is on': { given: given() },
    'a new secret that has not been rotated yet': { given: given({ LastRotatedDate: undefined }) },
    'a rotation that is a few days late': { given: given({ NextRotationDate: id.daysAgo(7) }) },
    'rotation without a known next date': { given: given({ NextRotationDate: undefined }) },
    'a young value without rotation': { given: given(unrotated, secretVersions(id.daysAgo(89))) },
    'an older value within the limit of the account': {
      given: given(unrotated, secretVersions(id.daysAgo(300))),
      policy: { maxSecretAge: 365 },
    },
    'a parameter changed lately': { given: withParameter({}) },
    'an old parameter, which nothing can rotate': {
      given: withParameter({ LastModifiedDate: id.daysAgo(140) }),
      hint: 'cannot rotate',
    },
  },
  fail: {
    'an old value without rotation': { given: given(unrotated, secretVersions(id.daysAgo(90))), message: 'old' },
    'a service of AWS owns it, but nothing rotates it': {
      given: given({ ...unrotated, OwningService: 'rds' }, secretVersions(id.daysAgo(120))),
      message: 'old',
    },
    'a description changed lately does not make the value young': {
      given: given({ ...unrotated, LastChangedDate: id.daysAgo(1) }, secretVersions(id.daysAgo(120))),
      message: 'old',
    },
    'rotation more than seven days late by an hour': {
      given: given({ NextRotationDate: id.daysAgo(7 + 1 / 24) }),
      message: 'late',
    },
    'rotation that nobody turned on: the field is absent': {
      given: given({ ...unrotated, RotationEnabled: undefined }, secretVersions(id.daysAgo(120))),
      message: 'old',
    },
    'rotation that stopped working': { given: given({ NextRotationDate: id.daysAgo(8) }), message: 'late' },
  },
  notApplicable: {
    'no secrets in use': {},
    'a plain parameter': { given: withParameter({ Type: 'String', KeyId: undefined }) },
    'a secret that does not exist': { given: using(secretArn) },
  },
  unknown: {
    'a secret of another account': {
      given: using('arn:aws:secretsmanager:eu-west-1:999988887777:secret:shared-AbCdEf'),
      reason: '999988887777',
    },
    'a secret without a value': {
      given: given(unrotated, secretVersions(id.daysAgo(1), [])),
      reason: 'no current version',
    },
    'a parameter without a date': { given: withParameter({ LastModifiedDate: undefined }), reason: 'not known' },
  },
})
