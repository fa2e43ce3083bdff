import type * as sdk from '@aws-sdk/client-elastic-load-balancing-v2'
import { assertBatch, type Call, invalid } from '../call.ts'
import type { Collection, Elbv2Estate } from '../estate.ts'
import { findBy, findEach, inParent } from '../lookup.ts'
import { page } from '../page.ts'
import type { Service } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { awsQuery } from '../wire/query.ts'

// DescribeTags takes 20 ARNs; the others page by 400. From the API reference.
const pageSize = 400
const tagBatch = 20

const loadBalancerArn = ({ LoadBalancerArn }: sdk.LoadBalancer) => LoadBalancerArn
const targetGroupArn = ({ TargetGroupArn }: sdk.TargetGroup) => TargetGroupArn
const listenerArn = ({ ListenerArn }: sdk.Listener) => ListenerArn
const loadBalancerName = ({ LoadBalancerName }: sdk.LoadBalancer) => LoadBalancerName
const targetGroupName = ({ TargetGroupName }: sdk.TargetGroup) => TargetGroupName
const ruleArn = ({ RuleArn }: sdk.Rule) => RuleArn
const policyName = ({ Name }: sdk.SslPolicy) => Name

export const elbv2: Service = {
  signingName: 'elasticloadbalancing',
  protocol: awsQuery,
  sdk: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  invalidInput: 'ValidationError',
  invalidToken: 'ValidationError',
  operations: {
    DescribeLoadBalancers(input: sdk.DescribeLoadBalancersInput, call: Call): sdk.DescribeLoadBalancersOutput {
      const { loadBalancers } = call.estate.elbv2
      const byArn = select(call, loadBalancers, loadBalancerArn, input.LoadBalancerArns, 'LoadBalancerNotFound')
      const wanted = select(call, byArn, loadBalancerName, input.Names, 'LoadBalancerNotFound')
      const { items, next } = page(call, wanted, { token: input.Marker, size: input.PageSize, max: pageSize })
      return { LoadBalancers: items, NextMarker: next }
    },

    DescribeTargetGroups(input: sdk.DescribeTargetGroupsInput, call: Call): sdk.DescribeTargetGroupsOutput {
      const { targetGroups } = call.estate.elbv2
      const byArn = select(call, targetGroups, targetGroupArn, input.TargetGroupArns, 'TargetGroupNotFound')
      const wanted = select(call, byArn, targetGroupName, input.Names, 'TargetGroupNotFound')
      const { items, next } = page(call, wanted, {
        token: input.Marker,
        size: input.PageSize,
        max: pageSize,
        where: ({ LoadBalancerArns }) =>
          !input.LoadBalancerArn || Boolean(LoadBalancerArns?.includes(input.LoadBalancerArn)),
      })
      return { TargetGroups: items, NextMarker: next }
    },

    DescribeListeners(input: sdk.DescribeListenersInput, call: Call): sdk.DescribeListenersOutput {
      const { listeners, loadBalancers } = call.estate.elbv2
      if (!input.LoadBalancerArn && !input.ListenerArns?.length)
        throw invalid(call, 'A load balancer or listeners must be named.')
      if (input.LoadBalancerArn)
        assertThere(loadBalancers, loadBalancerArn, input.LoadBalancerArn, 'LoadBalancerNotFound')
      const candidates = input.LoadBalancerArn ? inParent(listeners, input.LoadBalancerArn) : listeners
      const wanted = select(call, candidates, listenerArn, input.ListenerArns, 'ListenerNotFound')
      const { items, next } = page(call, wanted, {
        token: input.Marker,
        size: input.PageSize,
        max: pageSize,
        where: ({ LoadBalancerArn }) => !input.LoadBalancerArn || LoadBalancerArn === input.LoadBalancerArn,
      })
      return { Listeners: items, NextMarker: next }
    },

    DescribeRules(input: sdk.DescribeRulesInput, call: Call): sdk.DescribeRulesOutput {
      const { rules, listeners } = call.estate.elbv2
      if (!input.ListenerArn && !input.RuleArns?.length) throw invalid(call, 'A listener or rules must be named.')
      if (input.ListenerArn) assertThere(listeners, listenerArn, input.ListenerArn, 'ListenerNotFound')
      const all = input.ListenerArn ? (rules[input.ListenerArn] ?? []) : Object.values(rules).flat()
      const wanted = select(call, all, ruleArn, input.RuleArns, 'RuleNotFound')
      const { items, next } = page(call, wanted, { token: input.Marker, size: input.PageSize, max: pageSize })
      return { Rules: items, NextMarker: next }
    },

    DescribeLoadBalancerAttributes(
      { LoadBalancerArn: arn = '' }: sdk.DescribeLoadBalancerAttributesInput,
      { estate }: Call,
    ) {
      assertThere(estate.elbv2.loadBalancers, loadBalancerArn, arn, 'LoadBalancerNotFound')
      return { Attributes: estate.elbv2.loadBalancerAttributes[arn] ?? [] }
    },

    DescribeTargetGroupAttributes(
      { TargetGroupArn: arn = '' }: sdk.DescribeTargetGroupAttributesInput,
      { estate }: Call,
    ) {
      assertThere(estate.elbv2.targetGroups, targetGroupArn, arn, 'TargetGroupNotFound')
      return { Attributes: estate.elbv2.targetGroupAttributes[arn] ?? [] }
    },

    DescribeTargetHealth(
      { TargetGroupArn: arn = '' }: sdk.DescribeTargetHealthInput,
      { estate }: Call,
    ): sdk.DescribeTargetHealthOutput {
      assertThere(estate.elbv2.targetGroups, targetGroupArn, arn, 'TargetGroupNotFound')
      return { TargetHealthDescriptions: estate.elbv2.targetHealth[arn] ?? [] }
    },

    DescribeTags({ ResourceArns = [] }: sdk.DescribeTagsInput, call: Call): sdk.DescribeTagsOutput {
      assertBatch(call, ResourceArns, tagBatch, 'ResourceArns')
      const { tags } = call.estate.elbv2
      return {
        TagDescriptions: ResourceArns.map((arn) => {
          if (!isKnown(call.estate.elbv2, arn)) throw new AwsError('LoadBalancerNotFound', `'${arn}' not found`)
          return { ResourceArn: arn, Tags: Object.entries(tags[arn] ?? {}).map(([Key, Value]) => ({ Key, Value })) }
        }),
      }
    },

    DescribeSSLPolicies(
      { Names, Marker, PageSize }: sdk.DescribeSSLPoliciesInput,
      call: Call,
    ): sdk.DescribeSSLPoliciesOutput {
      const wanted = select(call, call.estate.elbv2.sslPolicies, policyName, Names, 'SSLPolicyNotFound')
      const { items, next } = page(call, wanted, { token: Marker, size: PageSize, max: pageSize })
      return { SslPolicies: items, NextMarker: next }
    },

    DescribeListenerCertificates(
      input: sdk.DescribeListenerCertificatesInput,
      call: Call,
    ): sdk.DescribeListenerCertificatesOutput {
      const listener = findBy(call.estate.elbv2.listeners, listenerArn, input.ListenerArn)
      if (!listener) throw new AwsError('ListenerNotFound', `'${input.ListenerArn}' not found`)
      const certificates = (listener.Certificates ?? []).map((certificate, index) => ({
        ...certificate,
        IsDefault: index === 0,
      }))
      const { items, next } = page(call, certificates, { token: input.Marker, size: input.PageSize, max: pageSize })
      return { Certificates: items, NextMarker: next }
    },
  },
}

/** All items, or the named ones. @throws AwsError when one of those is not there */
function select<T>(
  call: Call,
  items: Collection<T>,
  key: (item: T) => string | undefined,
  names: readonly string[] | undefined,
  notFound: string,
): Collection<T> {
  if (!names?.length) return items
  const { found, missing } = findEach(call, names, (name) => findBy(items, key, name))
  if (missing.length > 0) throw new AwsError(notFound, `'${missing.join(', ')}' not found`)
  return found
}

function assertThere<T>(
  items: Collection<T>,
  key: (item: T) => string | undefined,
  arn: string,
  notFound: string,
): void {
  if (!findBy(items, key, arn)) throw new AwsError(notFound, `'${arn}' not found`)
}

function isKnown({ loadBalancers, targetGroups, listeners, rules }: Elbv2Estate, arn: string): boolean {
  return Boolean(
    findBy(loadBalancers, loadBalancerArn, arn) ??
      findBy(targetGroups, targetGroupArn, arn) ??
      findBy(listeners, listenerArn, arn) ??
      Object.values(rules)
        .flat()
        .find(({ RuleArn }) => RuleArn === arn),
  )
}
