import type * as sdk from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Listener, ListenerAction, ListenerRule } from '#lib/inventory/types/elbv2.ts'
import { defineCollector, forEachOf } from '../../collector.ts'
import { targetGroupsInUse } from '../../references.ts'
import { need, pick, unique } from '../../shape.ts'

const needs = ['services', 'deploymentGroups', 'targetGroups'] as const

export const targetGroupAttributes = defineCollector({
  name: 'elbv2-target-group-attributes',
  fills: ['targetGroupAttributes'],
  needs,
  async collect({ call }, look, out) {
    const used = targetGroupsInUse(look.seen('services'), look.seen('deploymentGroups'), look.seen('targetGroups'))
    await forEachOf(used, async ({ TargetGroupArn }) => {
      const lost = {
        section: 'targetGroupAttributes',
        resource: TargetGroupArn,
        gone: ['TargetGroupNotFoundException', 'TargetGroupNotFound'],
      } as const
      const action = 'elasticloadbalancing:DescribeTargetGroupAttributes'
      const answer = await out.read(lost, () => call(action, { TargetGroupArn }))
      out.add('targetGroupAttributes', action, answer && [answer.Attributes ?? []], (attributes) => ({
        TargetGroupArn,
        Attributes: attributes.map(({ Key, Value }) => ({ Key: need(Key, 'Key'), Value: Value ?? '' })),
      }))
    })
  },
})

/** Listeners and rules of the load balancers in front of services, and the TLS policies those listeners name. */
export const routing = defineCollector({
  name: 'elbv2-routing',
  fills: ['listeners', 'listenerRules', 'sslPolicies'],
  needs,
  async collect(_context, look, out) {
    const used = targetGroupsInUse(look.seen('services'), look.seen('deploymentGroups'), look.seen('targetGroups'))
    const balancers = unique(used.flatMap((group) => group.LoadBalancerArns))
    const policies = new Set<string>()
    await forEachOf(balancers, async (LoadBalancerArn) => {
      const listeners = await out.list(
        {
          section: ['listeners', 'listenerRules', 'sslPolicies'],
          gone: ['LoadBalancerNotFoundException', 'LoadBalancerNotFound'],
        },
        {
          action: 'elasticloadbalancing:DescribeListeners',
          input: (Marker) => ({ LoadBalancerArn, PageSize: 400, Marker }),
          items: ({ Listeners }) => Listeners,
          next: ({ NextMarker }) => NextMarker,
        },
      )
      out.add('listeners', 'elasticloadbalancing:DescribeListeners', listeners, toListener)
      for (const { SslPolicy } of listeners) if (SslPolicy) policies.add(SslPolicy)
      await forEachOf(unique(listeners.map((one) => one.ListenerArn)), async (ListenerArn) => {
        const rules = await out.list(
          { section: 'listenerRules', gone: ['ListenerNotFoundException', 'ListenerNotFound'] },
          {
            action: 'elasticloadbalancing:DescribeRules',
            input: (Marker) => ({ ListenerArn, PageSize: 400, Marker }),
            items: ({ Rules }) => Rules,
            next: ({ NextMarker }) => NextMarker,
          },
        )
        out.add('listenerRules', 'elasticloadbalancing:DescribeRules', rules, (rule) => toRule(rule, ListenerArn))
      })
    })
    if (policies.size === 0) return
    const described = await out.list(
      { section: 'sslPolicies' },
      {
        action: 'elasticloadbalancing:DescribeSSLPolicies',
        input: (Marker) => ({ Names: [...policies], PageSize: 400, Marker }),
        items: ({ SslPolicies }) => SslPolicies,
        next: ({ NextMarker }) => NextMarker,
      },
    )
    out.add('sslPolicies', 'elasticloadbalancing:DescribeSSLPolicies', described, (policy) => ({
      Name: need(policy.Name, 'Name'),
      SslProtocols: need(policy.SslProtocols, 'SslProtocols'),
      Ciphers: (policy.Ciphers ?? []).map((cipher) => ({
        Name: need(cipher.Name, 'Ciphers.Name'),
        ...pick(cipher, 'Priority'),
      })),
    }))
  },
})

function toListener(listener: sdk.Listener): Listener {
  return {
    ListenerArn: need(listener.ListenerArn, 'ListenerArn'),
    LoadBalancerArn: need(listener.LoadBalancerArn, 'LoadBalancerArn'),
    Protocol: need(listener.Protocol, 'Protocol'),
    Port: need(listener.Port, 'Port'),
    ...pick(listener, 'SslPolicy'),
    Certificates: (listener.Certificates ?? []).map((one) => ({
      CertificateArn: need(one.CertificateArn, 'CertificateArn'),
      ...pick(one, 'IsDefault'),
    })),
    AlpnPolicy: listener.AlpnPolicy ?? [],
    MutualAuthentication: listener.MutualAuthentication && pick(listener.MutualAuthentication, 'Mode'),
    DefaultActions: (listener.DefaultActions ?? []).map(toAction),
  }
}

function toRule(rule: sdk.Rule, ListenerArn: string): ListenerRule {
  return {
    RuleArn: need(rule.RuleArn, 'RuleArn'),
    ListenerArn,
    Priority: need(rule.Priority, 'Priority'),
    IsDefault: rule.IsDefault ?? false,
    Conditions: (rule.Conditions ?? []).map((one) => ({
      Field: need(one.Field, 'Conditions.Field'),
      HostHeaderConfig: valuesOf(one, 'host-header', one.HostHeaderConfig),
      PathPatternConfig: valuesOf(one, 'path-pattern', one.PathPatternConfig),
      HttpRequestMethodConfig: valuesOf(one, 'http-request-method', one.HttpRequestMethodConfig),
    })),
    Actions: (rule.Actions ?? []).map(toAction),
  }
}

/** Older rules carry the values beside the field instead of in its own object. */
function valuesOf(
  { Field, Values }: sdk.RuleCondition,
  field: string,
  config: { Values?: string[] } | undefined,
): { Values: string[] } | undefined {
  return Field === field ? { Values: config?.Values ?? Values ?? [] } : undefined
}

/** Of an authentication, whom it asks and whom it lets pass; the API never returns its secret. */
function toAction(action: sdk.Action): ListenerAction {
  const { AuthenticateOidcConfig: oidc, AuthenticateCognitoConfig: cognito } = action
  return {
    Type: need(action.Type, 'Type'),
    ...pick(action, 'TargetGroupArn'),
    ForwardConfig: action.ForwardConfig && {
      TargetGroups: (action.ForwardConfig.TargetGroups ?? []).map((one) => ({
        TargetGroupArn: need(one.TargetGroupArn, 'ForwardConfig.TargetGroupArn'),
        ...pick(one, 'Weight'),
      })),
    },
    AuthenticateOidcConfig: oidc && pick(oidc, 'Issuer', 'OnUnauthenticatedRequest'),
    AuthenticateCognitoConfig: cognito && pick(cognito, 'OnUnauthenticatedRequest'),
    RedirectConfig: action.RedirectConfig && pick(action.RedirectConfig, 'Protocol', 'Port', 'StatusCode', 'Host'),
  }
}
