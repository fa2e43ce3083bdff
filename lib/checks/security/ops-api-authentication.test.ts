import type { ApiRoute } from '#lib/inventory/types/edge.ts'
import type { ListenerAction, ListenerRule } from '#lib/inventory/types/elbv2.ts'
import { service } from '../testing/ecs.ts'
import * as id from '../testing/ids.ts'
import { listener, listenerRule, loadBalancer } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ops-api-authentication.ts'

const forward: ListenerAction = { Type: 'forward', TargetGroupArn: id.targetGroupArn }
const oidc = (OnUnauthenticatedRequest?: string): ListenerAction => ({
  Type: 'authenticate-oidc',
  AuthenticateOidcConfig: { Issuer: 'https://id.example', OnUnauthenticatedRequest },
})
const cognito = (OnUnauthenticatedRequest: string): ListenerAction => ({
  Type: 'authenticate-cognito',
  AuthenticateCognitoConfig: { OnUnauthenticatedRequest },
})
const without = { MutualAuthentication: undefined }
const asking = (...DefaultActions: ListenerAction[]) => ({ listeners: [listener({ ...without, DefaultActions })] })
const rules = (...listenerRules: Partial<ListenerRule>[]) => ({
  ...asking({ Type: 'fixed-response' }),
  listenerRules: listenerRules.map((one, i) => listenerRule({ RuleArn: `${id.listenerArn}/rule/${i}`, ...one })),
})
const guarded = { Actions: [oidc('authenticate'), forward] }
const path = (...Values: string[]) => [{ Field: 'path-pattern', PathPatternConfig: { Values } }]

const internal = { loadBalancers: [loadBalancer({ Scheme: 'internal' })] }
const route = (RouteKey: string, AuthorizationType: string, over: Partial<ApiRoute> = {}): ApiRoute => ({
  ApiId: 'a1',
  ApiName: 'partners',
  ProtocolType: 'HTTP',
  RouteKey,
  AuthorizationType,
  TargetArns: [id.listenerArn],
  ...over,
})
const api = (...apiRoutes: ApiRoute[]) => ({ ...internal, apiRoutes })
const apiArn = `arn:aws:apigateway:${id.region}::/apis/a1`

const latticeArn = id.arn('vpc-lattice', 'service/svc-1')
const latticeGroup = id.arn('vpc-lattice', 'targetgroup/tg-1')
const lattice = (state: string | undefined) => ({
  ...internal,
  services: [
    service({
      deployments: service().deployments.map((one) => ({
        ...one,
        vpcLatticeConfigurations: [{ targetGroupArn: latticeGroup, portName: 'http' }],
      })),
    }),
  ],
  latticeTargetGroups: [{ arn: latticeGroup, serviceArns: [latticeArn] }],
  latticeAuthPolicies: [{ serviceArn: latticeArn, state }],
})

testCheck(check, {
  pass: {
    'mutual TLS that verifies': {},
    'OIDC before forwarding': { given: asking(oidc('authenticate'), forward) },
    'OIDC that says nothing of others asks them to log in': { given: asking(oidc(), forward) },
    'Cognito that turns others away': { given: asking(cognito('deny'), forward) },
    'tokens are validated': { given: asking({ Type: 'jwt-validation' }, forward) },
    'a rule that asks, and the default leads nowhere': { given: rules(guarded) },
    'preflights are exempt': {
      given: rules(guarded, {
        Conditions: [{ Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['OPTIONS'] } }],
      }),
    },
    'health checks are exempt': { given: rules(guarded, { Conditions: path('/health', '/api/healthz') }) },
    'the default rule stands for the default actions': {
      given: {
        ...asking(forward),
        listenerRules: [listenerRule({ IsDefault: true, Priority: 'default', Conditions: [], ...guarded })],
      },
    },
    'an API whose routes all ask': {
      given: api(route('POST /orders', 'JWT'), route('GET /orders', 'AWS_IAM'), route('$default', 'CUSTOM')),
    },
    'an API with open preflights and health': {
      given: api(route('ANY /orders', 'JWT'), route('OPTIONS /orders', 'NONE'), route('GET /health', 'NONE')),
    },
    'a REST API with a user pool': { given: api(route('GET /orders', 'COGNITO_USER_POOLS', { ProtocolType: 'REST' })) },
    'a WebSocket API asks when it is connected': {
      given: api(
        route('$connect', 'AWS_IAM', { ProtocolType: 'WEBSOCKET' }),
        route('$default', 'NONE', { ProtocolType: 'WEBSOCKET' }),
      ),
    },
    'a Lattice service with a policy in force': { given: lattice('Active') },
  },
  manual: {
    'nothing asks': { given: asking(forward), reason: 'front:443', shows: ['DefaultActions[0].Type'] },
    'mutual TLS that only passes certificates on': {
      given: { listeners: [listener({ MutualAuthentication: { Mode: 'passthrough' } })] },
      shows: ['MutualAuthentication.Mode'],
    },
    'OIDC that lets others through is no protection': {
      given: asking(oidc('allow'), forward),
      shows: ['DefaultActions[0].AuthenticateOidcConfig.OnUnauthenticatedRequest'],
    },
    'Cognito that lets others through': { given: asking(cognito('allow'), forward) },
    'one of two rules does not ask': {
      given: rules(guarded, { Conditions: path('/public/*') }),
      shows: ['Actions[0].Type'],
    },
    'health beside something else': { given: rules({ Conditions: path('/health', '/admin') }) },
    'one of two listeners does not ask': {
      given: { listeners: [listener(), listener({ ...without, ListenerArn: `${id.listenerArn}/2`, Port: 8443 })] },
      reason: 'front:8443',
    },
    'an open route of an API': {
      given: api(route('POST /orders', 'JWT'), route('GET /orders', 'NONE')),
      subject: apiArn,
      reason: 'GET /orders',
    },
    'a WebSocket API whose connection leads elsewhere': {
      given: api(route('$default', 'NONE', { ProtocolType: 'WEBSOCKET' })),
    },
    'a Lattice service whose policy is not in force': { given: lattice('Inactive'), reason: 'svc-1' },
    'a Lattice service without a policy': { given: lattice(undefined), shows: ['state'] },
  },
  notApplicable: {
    'an internal load balancer': { given: internal },
    'a network load balancer': { given: { loadBalancers: [loadBalancer({ Type: 'network' })] } },
  },
  unknown: {
    'a Lattice service that went while it was read': { given: { ...lattice('Active'), latticeAuthPolicies: [] } },
  },
})
