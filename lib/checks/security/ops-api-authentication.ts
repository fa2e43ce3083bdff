import { type Front, forwardsTo } from '#lib/inventory/derived/traffic.ts'
import { cite, type Evidence } from '#lib/inventory/evidence.ts'
import type { ApiRoute } from '#lib/inventory/types/edge.ts'
import type { ListenerAction, ListenerRule } from '#lib/inventory/types/elbv2.ts'
import { defineCheck } from '../define-check.ts'
import { combine, needsAttestation, pass, type Result, undetermined } from '../result.ts'

/** Of REST APIs `COGNITO_USER_POOLS` as well: it verifies the tokens of a user pool. */
const AUTHORIZERS = ['JWT', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS']

const question = (where: string) =>
  `Does the application behind ${where} authenticate every caller with OAuth2 or OpenID Connect and decide in detail what each may do, or is it meant for everybody? An answer holds 180 days.`

export default defineCheck({
  id: 'ops-api-authentication',
  subject: 'entryPoint',
  requires: ['latticeAuthPolicies'],
  failTitle: 'Callers are not authenticated',
  messages: {},
  why: 'What asks nobody who they are answers anybody. At the way in, one setting protects every endpoint behind it; in code, each new endpoint must remember to.',
  fix: {
    summary:
      'Authenticate at the load balancer (OIDC, Cognito, JWT or mutual TLS), in API Gateway or with a Lattice auth policy. Many applications do it in code: then have the owner sign for it. Letting unauthenticated requests through protects nothing.',
    effort: 'medium',
    cli: `aws elbv2 modify-rule --rule-arn RULE --actions '[{"Type":"jwt-validation","Order":1,"JwtValidationConfig":{"JwksEndpoint":"URL","Issuer":"ISSUER"}},{"Type":"forward","Order":2,"TargetGroupArn":"TARGET_GROUP"}]'
aws apigatewayv2 update-route --api-id API --route-id ROUTE --authorization-type JWT --authorizer-id AUTHORIZER
aws vpc-lattice put-auth-policy --resource-identifier SERVICE --policy file://policy.json`,
    terraform: `resource "aws_lb_listener_rule" "NAME" {
  action {
    type = "authenticate-oidc"
    authenticate_oidc {
      issuer                     = "ISSUER"
      on_unauthenticated_request = "authenticate"
    }
  }
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.NAME.arn
  }
}
resource "aws_apigatewayv2_route" "NAME" {
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.NAME.id
}`,
    cloudformation: `Type: AWS::ElasticLoadBalancingV2::ListenerRule
Properties:
  Actions:
    - { Type: authenticate-oidc, Order: 1, AuthenticateOidcConfig: { Issuer: ISSUER, OnUnauthenticatedRequest: authenticate } }
    - { Type: forward, Order: 2, TargetGroupArn: !Ref TargetGroup }`,
  },
  evaluate(way, look, { name }) {
    if (way.kind === 'load-balancer') return combine(way.fronts.map(balancer))
    if (way.kind === 'api') return api(way.protocol, way.routes, name)
    const policy = look.get('latticeAuthPolicies', way.serviceArn)
    if (!policy) return undetermined('Lattice does not know this service.')
    const state = cite('latticeAuthPolicies', policy, 'state')
    return policy.state === 'Active'
      ? pass([], [state])
      : needsAttestation(question(`Lattice service ${name}`), [state])
  },
})

/** A list of actions that a request may get, and where it stands. */
interface Path {
  actions: readonly ListenerAction[]
  exempt: boolean
  evidence(field: string): Evidence
}

function balancer({ listener, loadBalancer, rules, targetGroups }: Front): Result<never> {
  const mode = cite(
    'listeners',
    listener,
    listener.MutualAuthentication ? 'MutualAuthentication.Mode' : 'MutualAuthentication',
  )
  if (listener.MutualAuthentication?.Mode === 'verify') return pass([], [mode])
  const used = new Set(targetGroups.map((one) => one.TargetGroupArn))
  const healthPaths = targetGroups.flatMap(({ HealthCheckPath = '/' }) =>
    HealthCheckPath === '/' ? [] : HealthCheckPath,
  )
  const paths: Path[] = [
    ...(rules.some((rule) => rule.IsDefault)
      ? []
      : [
          {
            actions: listener.DefaultActions,
            exempt: false,
            evidence: (field: string) => cite('listeners', listener, `DefaultActions${field}`),
          },
        ]),
    ...rules.map((rule) => ({
      actions: rule.Actions,
      exempt: isExempt(rule, healthPaths),
      evidence: (field: string) => cite('listenerRules', rule, `Actions${field}`),
    })),
  ]
  const leading = paths.filter(({ actions }) => actions.some((one) => forwardsTo(one).some((arn) => used.has(arn))))
  const open = leading.filter(({ actions, exempt }) => !exempt && !actions.some(authenticates))
  if (open.length > 0)
    return needsAttestation(question(`${loadBalancer.LoadBalancerName}:${listener.Port}`), [
      mode,
      ...open.flatMap(({ actions, evidence }) => actions.flatMap((one, i) => shown(one, i, evidence))),
    ])
  return pass(
    [],
    leading.flatMap(({ actions, evidence }) => actions.flatMap((one, i) => shown(one, i, evidence))),
  )
}

/** What is let through unauthenticated is not authenticated. */
function authenticates({ Type, AuthenticateOidcConfig, AuthenticateCognitoConfig }: ListenerAction): boolean {
  if (Type === 'jwt-validation') return true
  if (Type === 'authenticate-oidc') return AuthenticateOidcConfig?.OnUnauthenticatedRequest !== 'allow'
  return Type === 'authenticate-cognito' && AuthenticateCognitoConfig?.OnUnauthenticatedRequest !== 'allow'
}

function shown(action: ListenerAction, index: number, evidence: Path['evidence']): Evidence[] {
  const type = evidence(`[${index}].Type`)
  if (action.AuthenticateOidcConfig)
    return [
      type,
      ...['Issuer', 'OnUnauthenticatedRequest'].map((field) => evidence(`[${index}].AuthenticateOidcConfig.${field}`)),
    ]
  if (action.AuthenticateCognitoConfig)
    return [type, evidence(`[${index}].AuthenticateCognitoConfig.OnUnauthenticatedRequest`)]
  return [type]
}

const HEALTH = /^\/(?:[\w-]+\/)*_?(?:health(?:z|check|-check)?|livez|readyz|ping)\/?$/i

/** Preflights carry no credentials, and health checks tell nothing worth a login. */
function isExempt({ Conditions }: ListenerRule, healthPaths: readonly string[]): boolean {
  return Conditions.some(
    ({ HttpRequestMethodConfig, PathPatternConfig }) =>
      all(HttpRequestMethodConfig?.Values, (method) => method === 'OPTIONS') ||
      all(PathPatternConfig?.Values, (path) => healthPaths.includes(path) || HEALTH.test(path)),
  )
}

const all = (values: readonly string[] = [], holds: (value: string) => boolean) =>
  values.length > 0 && values.every(holds)

/** Of a WebSocket API only `$connect` can ask who calls; the other routes are reached through it. */
function api(protocol: ApiRoute['ProtocolType'], routes: readonly ApiRoute[], name: string): Result<never> {
  const asking = protocol === 'WEBSOCKET' ? routes.filter(({ RouteKey }) => RouteKey === '$connect') : routes
  const cited = (list: readonly ApiRoute[]) => list.map((route) => cite('apiRoutes', route, 'AuthorizationType'))
  const open = asking.filter(
    (route) => !AUTHORIZERS.includes(route.AuthorizationType) && !isExemptRoute(route.RouteKey),
  )
  if (open.length > 0 || asking.length === 0)
    return needsAttestation(
      question(`API ${name}${open.length > 0 ? ` (${open.map(({ RouteKey }) => RouteKey).join(', ')})` : ''}`),
      cited(open.length > 0 ? open : routes),
    )
  return pass([], cited(asking))
}

function isExemptRoute(key: string): boolean {
  const [method, path = ''] = key.split(' ')
  return method === 'OPTIONS' || HEALTH.test(path)
}
