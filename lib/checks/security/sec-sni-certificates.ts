import { parseArn } from '#lib/inventory/derived/arn.ts'
import { cite } from '#lib/inventory/evidence.ts'
import type { Look } from '#lib/inventory/look.ts'
import type { Certificate } from '#lib/inventory/types/edge.ts'
import type { ListenerCertificates, ListenerRule } from '#lib/inventory/types/elbv2.ts'
import { defineCheck } from '../define-check.ts'
import { combineParts, fail, notApplicable, pass, type Result, undetermined } from '../result.ts'

type Message = 'legacy' | 'status' | 'renewal' | 'expiry' | 'uncovered'

/** Days that must be left: what is imported nobody renews, so there must be time to do it. */
const left = { IMPORTED: 45, AMAZON_ISSUED: 30, PRIVATE: 30 } as const
const CRITICAL_DAYS = 7

export default defineCheck({
  id: 'sec-sni-certificates',
  subject: 'listener',
  requires: ['listenerCertificates', 'certificates'],
  failTitle: 'Certificate invalid, expiring or missing',
  messages: {
    legacy: '{listener} serves {certificate}, which is kept in IAM: nothing renews it and its end is not watched.',
    status: 'The certificate for {domain} on {listener} is {status}.',
    renewal: 'The certificate for {domain} on {listener} could not be renewed ({status}).',
    expiry: 'The certificate for {domain} on {listener} ends on {date}, in {days} days.',
    uncovered: '{listener} routes {host}, for which it has no certificate.',
  },
  why: 'When a certificate ends, every client is turned away at once, and a host without one shows a warning that teaches users to click through. Certificates that ACM issues and renews take both off the calendar.',
  fix: {
    summary:
      'Request certificates in ACM, validate them by DNS and keep the record: only then are they renewed by themselves. Add one for each host name to the listener. Import again what another authority issues, 45 days ahead.',
    effort: 'small',
    cli: `aws acm request-certificate --domain-name HOST --validation-method DNS
aws elbv2 add-listener-certificates --listener-arn LISTENER --certificates CertificateArn=CERTIFICATE
aws elbv2 remove-listener-certificates --listener-arn LISTENER --certificates CertificateArn=OLD_CERTIFICATE`,
    terraform: `resource "aws_lb_listener_certificate" "NAME" {
  listener_arn    = aws_lb_listener.NAME.arn
  certificate_arn = aws_acm_certificate_validation.NAME.certificate_arn
}`,
    cloudformation: `Type: AWS::ElasticLoadBalancingV2::ListenerCertificate
Properties:
  ListenerArn: !Ref Listener
  Certificates:
    - CertificateArn: !Ref Certificate`,
  },
  evaluate({ listener, loadBalancer, rules }, look) {
    if (listener.Protocol !== 'HTTPS' && listener.Protocol !== 'TLS') return notApplicable('It does not speak TLS.')
    const attached = look.get('listenerCertificates', listener.ListenerArn)
    if (!attached?.Certificates.length) return undetermined('The certificates of this listener are gone.')
    const name = `${loadBalancer.LoadBalancerName}:${listener.Port}`
    const isAcm = ({ CertificateArn }: { CertificateArn: string }) => parseArn(CertificateArn)?.service === 'acm'
    // What names an unread certificate covers is not known.
    const known = () =>
      attached.Certificates.flatMap((one) => (isAcm(one) && look.get('certificates', one.CertificateArn)) || [])
    const hosts = () => {
      const all = known()
      if (all.length < attached.Certificates.length) return []
      return [...rules.flatMap((rule) => uncovered(rule, all, name)), defaultCovers(attached, all, rules)]
    }
    return combineParts<Message>([
      ...attached.Certificates.map((one, index) => () => {
        if (isAcm(one)) return [judge(look, one.CertificateArn, name)]
        const certificate = one.CertificateArn.slice(one.CertificateArn.lastIndexOf('/') + 1)
        return [
          fail('legacy', { listener: name, certificate }, [
            cite('listenerCertificates', attached, `Certificates[${index}].CertificateArn`),
          ]),
        ]
      }),
      hosts,
    ])
  },
})

function judge(look: Look<'certificates'>, arn: string, listener: string): Result<Message> {
  const one = look.get('certificates', arn)
  if (!one) return undetermined('ACM does not know a certificate of this listener.')
  const { Status, Type, NotAfter, RenewalSummary, DomainName } = one
  const data = { listener, domain: DomainName ?? arn }
  const days = NotAfter ? (Date.parse(NotAfter) - Date.parse(look.now)) / 86_400_000 : undefined
  const ends = Status === 'EXPIRED' || (days !== undefined && days <= CRITICAL_DAYS)
  const severity = ends ? ('critical' as const) : undefined
  const evidence = ['DomainName', 'NotAfter', 'Status', 'RenewalEligibility'].map((path) =>
    cite('certificates', one, path),
  )
  if (Status !== 'ISSUED') return fail('status', { ...data, status: Status ?? 'unknown' }, evidence, { severity })
  const renewal = RenewalSummary?.RenewalStatus ?? ''
  if (Type === 'AMAZON_ISSUED' && ['FAILED', 'PENDING_VALIDATION'].includes(renewal)) {
    const cited = [...evidence, cite('certificates', one, 'RenewalSummary.RenewalStatus')]
    return fail('renewal', { ...data, status: renewal }, cited, { severity })
  }
  if (days === undefined || !NotAfter) return undetermined(`When the certificate for ${data.domain} ends is not known.`)
  const enough = Type === 'IMPORTED' ? days >= left.IMPORTED : days > left.AMAZON_ISSUED
  if (enough) return pass([], evidence)
  return fail('expiry', { ...data, date: NotAfter.slice(0, 10), days: Math.floor(days) }, evidence, { severity })
}

const namesOf = (one: Certificate) => [...(one.DomainName ? [one.DomainName] : []), ...one.SubjectAlternativeNames]

function uncovered(rule: ListenerRule, certificates: readonly Certificate[], listener: string): Result<Message>[] {
  const names = certificates.flatMap(namesOf)
  return rule.Conditions.flatMap((condition, index) =>
    (condition.HostHeaderConfig?.Values ?? []).flatMap((host, position) =>
      names.some((name) => covers(name, host))
        ? []
        : [
            fail('uncovered', { listener, host }, [
              cite('listenerRules', rule, `Conditions[${index}].HostHeaderConfig.Values[${position}]`),
            ]),
          ],
    ),
  )
}

/** A mismatch of the default certificate only turns away clients that do not say which host they want. */
function defaultCovers(
  { Certificates }: ListenerCertificates,
  known: readonly Certificate[],
  rules: readonly ListenerRule[],
): Result<never> {
  const fallback = Certificates.find(({ IsDefault }) => IsDefault)?.CertificateArn
  const names = known.filter(({ CertificateArn }) => CertificateArn === fallback).flatMap(namesOf)
  const hosts = rules.flatMap(({ Conditions }) => Conditions.flatMap((one) => one.HostHeaderConfig?.Values ?? []))
  const others = hosts.filter((host) => !names.some((name) => covers(name, host)))
  return pass(
    others.length > 0 && names.length > 0
      ? `The default certificate does not cover ${others[0]}: clients without SNI are turned away.`
      : [],
  )
}

/** Whether a certificate's name covers a host of a rule. A wildcard of a certificate stands for exactly one label. */
function covers(certificate: string, host: string): boolean {
  const [name, wanted] = [certificate.toLowerCase(), host.toLowerCase()]
  if (name === wanted) return true
  if (!name.startsWith('*.') || !wanted.endsWith(name.slice(1))) return false
  const label = wanted.slice(0, wanted.length - name.length + 1)
  return label.length > 0 && !label.includes('.')
}
