import { onlyPrefixLists } from '#lib/inventory/derived/ingress.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import type { Front } from '#lib/inventory/derived/traffic.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import { ifKnown, type Look } from '#lib/inventory/look.ts'
import type { Listener, ListenerAction, ListenerRule } from '#lib/inventory/types/elbv2.ts'
import { defineCheck } from '../define-check.ts'
import { fail, needsAttestation, notApplicable, pass, type Severity } from '../result.ts'

const encrypted = ['HTTPS', 'TLS', 'QUIC', 'TCP_QUIC']

export default defineCheck({
  id: 'sec-tls-listener',
  subject: 'listener',
  requires: ['clusters', 'securityGroups'],
  failTitle: 'Public listener serves plain HTTP',
  messages: {
    plain: '{balancer} serves {protocol} without TLS on port {port} to the internet.',
    forwards: '{balancer} forwards plain HTTP on port {port}: not every rule redirects to HTTPS.',
  },
  why: 'Everything on an unencrypted public listener, passwords and sessions included, can be read and changed by anyone on the way.',
  fix: {
    summary:
      'Add an HTTPS listener with a certificate and turn port 80 into a redirect. Clients that cannot follow redirects must be moved to the new address first.',
    effort: 'small',
    cli: `aws elbv2 create-listener --load-balancer-arn BALANCER --protocol HTTPS --port 443 --certificates CertificateArn=CERTIFICATE \\
  --ssl-policy ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09 --default-actions Type=forward,TargetGroupArn=TARGET_GROUP
aws elbv2 modify-listener --listener-arn LISTENER \\
  --default-actions 'Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}'`,
    terraform: `resource "aws_lb_listener" "http" {
  port     = 80
  protocol = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}`,
    cloudformation: `Type: AWS::ElasticLoadBalancingV2::Listener
Properties:
  Port: 80
  Protocol: HTTP
  DefaultActions:
    - Type: redirect
      RedirectConfig: { Protocol: HTTPS, Port: "443", StatusCode: HTTP_301 }`,
  },
  evaluate(front, look) {
    const { listener, loadBalancer } = front
    if (loadBalancer.Scheme !== 'internet-facing') return notApplicable('The load balancer does not face the internet.')
    const evidence = [
      cite('listeners', listener, 'Protocol'),
      cite('listeners', listener, 'Port'),
      cite('loadBalancers', loadBalancer, 'Scheme'),
    ]
    if (encrypted.includes(listener.Protocol)) return pass([], evidence)
    const severity = severityOf(look, front)
    const data = { balancer: loadBalancer.LoadBalancerName, protocol: listener.Protocol, port: listener.Port }
    if (listener.Protocol === 'HTTP') {
      const open = plainActions(front)
      return open.length === 0 ? pass([], evidence) : fail('forwards', data, [...evidence, ...open], { severity })
    }
    if (listener.Protocol !== 'TCP' || listener.Port !== 443) return fail('plain', data, evidence, { severity })
    return needsAttestation('Does the task behind this TCP listener on port 443 terminate TLS itself?', evidence)
  },
})

/** What only prefix lists reach, as those of CloudFront, exposes the hop from there and not every visitor. */
function severityOf(look: Look<'clusters' | 'securityGroups'>, { listener, loadBalancer, services }: Front): Severity {
  const classes = ifKnown(() => services.map((service) => classifyService(look, service))) ?? []
  if (classes.some((one) => one.cde || one.phi)) return 'critical'
  return ifKnown(() => onlyPrefixLists(look, loadBalancer.SecurityGroups, listener.Port)) ? 'medium' : 'high'
}

/** Actions of an HTTP listener that serve content: everything but a redirect to HTTPS and a fixed answer. */
function plainActions({ listener, rules }: Front): Evidence[] {
  const own = listener.DefaultActions.flatMap((action, index) =>
    isHarmless(action) ? [] : [cite('listeners', listener, `DefaultActions[${index}].Type`)],
  )
  const ruled = rules.flatMap((rule) =>
    rule.Actions.flatMap((action, index) =>
      isHarmless(action) || !isReachable(rule, listener) ? [] : [cite('listenerRules', rule, `Actions[${index}].Type`)],
    ),
  )
  return [...own, ...ruled]
}

/** A redirect that names no protocol keeps the caller's, which is HTTP. */
function isHarmless(action: ListenerAction): boolean {
  if (action.Type === 'fixed-response') return true
  return action.Type === 'redirect' && action.RedirectConfig?.Protocol === 'HTTPS'
}

/** The default rule repeats the listener's default actions. */
function isReachable(rule: ListenerRule, listener: Listener): boolean {
  return !rule.IsDefault && rule.ListenerArn === listener.ListenerArn
}
