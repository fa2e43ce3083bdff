import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from './decide.ts'
import { effectiveGrants, grantsAction } from './grants.ts'
import { type Policy, parsePolicy } from './policy.ts'
import { selectionMatches } from './resource.ts'

interface RawStatement {
  Effect: string
  Action?: string[]
  NotAction?: string[]
  Resource?: string[]
  NotResource?: string[]
  Condition?: object
}

const ACTIONS = ['s3:GetObject', 's3:PutObject', 'iam:PassRole', 'iam:CreateRole', 'ecs:RunTask', 'ecs:UpdateService']
const ARNS = ['arn:aws:s3:::a', 'arn:aws:s3:::b/x', 'arn:aws:iam::111122223333:role/r', '*']

const actionPattern = fc.constantFrom(
  '*',
  's3:*',
  'S3:Get*',
  's3:?etObject',
  '*:*',
  'iam:*',
  'iam:passrole',
  'ecs:R*',
  'ecs:*e',
  's3:P*',
  'e*',
)
const arnPattern = fc.constantFrom(
  '*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::a',
  'arn:aws:s3:::?*',
  'arn:*:iam::*:role/r',
  'arn:aws:s3:::b/*',
  '*x',
)
const some = (pattern: fc.Arbitrary<string>) => fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 })

const statements = (resource: fc.Arbitrary<string>, conditional: boolean) =>
  fc
    .record({
      effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
      notAction: fc.boolean(),
      notResource: fc.boolean(),
      actions: some(actionPattern),
      resources: some(resource),
      condition: conditional ? fc.boolean() : fc.constant(false),
    })
    .map(
      (s): RawStatement => ({
        Effect: s.effect,
        [s.notAction ? 'NotAction' : 'Action']: s.actions,
        [s.notResource ? 'NotResource' : 'Resource']: s.resources,
        ...(s.condition && { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ledger' } } }),
      }),
    )

const documents = (statement: fc.Arbitrary<RawStatement>) => fc.array(statement, { minLength: 1, maxLength: 4 })

/** Slow and plain evaluator, independent of the product: regular expressions over the raw documents. */
const glob = (pattern: string, flags: string) =>
  new RegExp(`^${pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`, flags)
const listed = (patterns: string[] | undefined, value: string, flags: string) =>
  (patterns ?? []).some((pattern) => glob(pattern, flags).test(value))

function slowHits(raw: RawStatement[], effect: string, action: string, arn: string): RawStatement[] {
  return raw.filter((s) => {
    if (s.Effect !== effect) return false
    const actionHit = s.Action ? listed(s.Action, action, 'i') : !listed(s.NotAction, action, 'i')
    const arnHit = s.Resource ? listed(s.Resource, arn, '') : !listed(s.NotResource, arn, '')
    return actionHit && arnHit
  })
}

function slow(raw: RawStatement[], action: string, arn: string): 'allowed' | 'conditional' | 'denied' {
  const denies = slowHits(raw, 'Deny', action, arn)
  const allows = slowHits(raw, 'Allow', action, arn)
  if (allows.length === 0 || denies.some((s) => !s.Condition)) return 'denied'
  return allows.some((s) => !s.Condition) && denies.length === 0 ? 'allowed' : 'conditional'
}

function slowBounded(raw: RawStatement[], boundary: RawStatement[] | undefined, action: string, arn: string) {
  const both = [slow(raw, action, arn), boundary ? slow(boundary, action, arn) : 'allowed']
  if (both.includes('denied')) return 'denied'
  return both.includes('conditional') ? 'conditional' : 'allowed'
}

function parsed(raw: RawStatement[]): Policy {
  const policy = parsePolicy({ Statement: raw })
  if ('error' in policy) throw new Error(policy.error)
  return policy
}

const maybeBoundary = (statement: fc.Arbitrary<RawStatement>) => fc.option(documents(statement), { nil: undefined })

describe('against a slow evaluator', () => {
  const any = statements(arnPattern, true)

  test('every request is decided alike', () => {
    fc.assert(
      fc.property(documents(any), maybeBoundary(any), (raw, boundary) => {
        for (const action of ACTIONS) {
          for (const arn of ARNS) {
            const decision = decide([parsed(raw)], action, arn, boundary && parsed(boundary))
            expect(decision, `${action} on ${arn}`).toBe(slowBounded(raw, boundary, action, arn))
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('the effective grants hold every request that can be allowed', () => {
    fc.assert(
      fc.property(documents(any), maybeBoundary(any), (raw, boundary) => {
        const grants = effectiveGrants([{ source: 'test', policy: parsed(raw) }], boundary && parsed(boundary))
        for (const action of ACTIONS) {
          for (const arn of ARNS) {
            if (slowBounded(raw, boundary, action, arn) === 'denied') continue
            const held = grants.some(
              (grant) =>
                grantsAction(grant, action) &&
                selectionMatches({ not: false, patterns: [grant.resource] }, arn) !== 'never' &&
                !listed([...grant.exceptResources], arn, ''),
            )
            expect(held, `${action} on ${arn}`).toBe(true)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('on all resources and without conditions the effective grants hold nothing else', () => {
    const plain = statements(fc.constant('*'), false).filter((s) => s.NotResource === undefined)
    fc.assert(
      fc.property(documents(plain), maybeBoundary(plain), (raw, boundary) => {
        const grants = effectiveGrants([{ source: 'test', policy: parsed(raw) }], boundary && parsed(boundary))
        for (const action of ACTIONS) {
          const held = grants.some((grant) => grantsAction(grant, action))
          expect(held, action).toBe(slowBounded(raw, boundary, action, '*') === 'allowed')
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('a grant', () => {
  const grantsFor = (identity: RawStatement[], boundary?: RawStatement[]) =>
    effectiveGrants([{ source: 'test', policy: parsed(identity) }], boundary && parsed(boundary))
  const everything = [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }]

  test('narrowed by the boundary says so and keeps what was written', () => {
    const [grant, ...rest] = grantsFor(everything, [
      { Effect: 'Allow', Action: ['s3:Get*'], Resource: ['arn:aws:s3:::a/*'] },
    ])
    expect(rest).toEqual([])
    expect(grant).toMatchObject({
      written: '*',
      action: 's3:Get*',
      resource: 'arn:aws:s3:::a/*',
      limited: 'by-boundary',
    })
  })

  test('the boundary leaves as it is does not', () => {
    expect(grantsFor([{ Effect: 'Allow', Action: ['s3:Get*'], Resource: ['*'] }], everything)[0]).not.toHaveProperty(
      'limited',
    )
  })

  test('under a condition that narrows nothing for a role counts as unlimited', () => {
    const withCondition = (Condition: object) =>
      grantsFor([{ ...everything[0], Effect: 'Allow', Condition }])[0]?.limited
    expect(withCondition({ Bool: { 'aws:SecureTransport': 'true' } })).toBeUndefined()
    expect(withCondition({ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })).toBeUndefined()
    expect(withCondition({ StringLike: { 'ecs:cluster': '*' } })).toBeUndefined()
    expect(withCondition({ 'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' } })).toBeUndefined()
    expect(withCondition({ ArnEquals: { 'ecs:cluster': 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod' } })).toBe(
      'by-condition',
    )
  })

  test('that a conditional Deny may take away says so', () => {
    const deny = {
      Effect: 'Deny',
      Action: ['*'],
      Resource: ['*'],
      Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    }
    expect(grantsFor([...everything, deny])[0]?.limited).toBe('by-condition')
  })

  test('a policy variable in a Deny takes nothing for certain', () => {
    const deny = { Effect: 'Deny', Action: ['*'], Resource: ['arn:aws:s3:::$' + '{aws:username}'] }
    expect(grantsFor([{ Effect: 'Allow', Action: ['*'], Resource: ['arn:aws:s3:::a'] }, deny])).toHaveLength(1)
  })
})
