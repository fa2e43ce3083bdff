import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { ifKnown } from '#lib/inventory/look.ts'
import { defineCheck } from '../define-check.ts'
import { fail, notApplicable, pass, undetermined } from '../result.ts'

const modern = ['TLSv1.2', 'TLSv1.3']
/** What a listener has for which nobody chose a policy. Source: Elastic Load Balancing API, CreateListener. */
const DEFAULT_POLICY = 'ELBSecurityPolicy-2016-08'

export default defineCheck({
  id: 'sec-tls-policy',
  subject: 'listener',
  requires: ['sslPolicies', 'clusters'],
  failTitle: 'Listener accepts old TLS versions',
  messages: {
    old: '{balancer} accepts {protocols} on port {port} (policy {policy}).',
  },
  why: 'TLS 1.0 and 1.1 have known weaknesses, and card and health data rules no longer accept them. As long as the listener offers them, an attacker can push a client down to them.',
  fix: {
    summary:
      'Choose a policy that offers TLS 1.2 and 1.3 only. Very old clients will no longer connect: look at the TLS version in the load balancer’s access logs first.',
    effort: 'small',
    cli: 'aws elbv2 modify-listener --listener-arn LISTENER --ssl-policy ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
    terraform: `resource "aws_lb_listener" "https" {
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
}`,
    cloudformation: `Type: AWS::ElasticLoadBalancingV2::Listener
Properties:
  SslPolicy: ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09`,
  },
  evaluate({ listener, loadBalancer, services }, look) {
    if (listener.Protocol !== 'HTTPS' && listener.Protocol !== 'TLS')
      return notApplicable('The listener does not terminate TLS.')
    const name = listener.SslPolicy ?? DEFAULT_POLICY
    const policy = look.get('sslPolicies', name)
    if (!policy || policy.SslProtocols.length === 0) return undetermined(`Security policy ${name} was not described.`)
    const evidence = [cite('listeners', listener, 'SslPolicy'), cite('sslPolicies', policy, 'SslProtocols')]
    const old = policy.SslProtocols.filter((protocol) => !modern.includes(protocol))
    if (old.length > 0) {
      const cde = ifKnown(() => services.some((service) => classifyService(look, service).cde))
      const data = {
        balancer: loadBalancer.LoadBalancerName,
        protocols: old.join(', '),
        port: listener.Port,
        policy: policy.Name,
      }
      return fail('old', data, evidence, { severity: cde ? 'high' : 'medium' })
    }
    const tls13 = policy.SslProtocols.includes('TLSv1.3') ? [] : [`${policy.Name} does not offer TLS 1.3.`]
    const weak = policy.Ciphers.filter((cipher) => !isForwardSecret(cipher.Name))
    const ciphers = weak.length > 0 ? [`${policy.Name} offers ciphers without forward secrecy.`] : []
    return pass([...tls13, ...ciphers], evidence)
  },
})

/** TLS 1.3 suites are forward secret by definition; older ones only with an ephemeral key exchange. */
function isForwardSecret(cipher: string): boolean {
  return /^(TLS_(AES|CHACHA20)|ECDHE|DHE|TLS_ECDHE)/.test(cipher)
}
