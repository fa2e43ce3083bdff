import type { AccountSecurity } from '../../security-estate.ts'
import { daysAgo, type Site } from '../builders/site.ts'

/** An account of Larkfield's organization: people come in through an identity provider, but for two users of old. */
export function accountSecurity(site: Site): AccountSecurity {
  const { account, iam } = site
  const day = (ago: number) => daysAgo(site, ago).toISOString().replace('.000Z', '+00:00')
  const none = 'N/A'
  const user = (name: string, password: string[], key: string[]) =>
    [name, `arn:aws:iam::${account}:user/${name}`, day(900), ...password, ...key, 'false', none, none, none, none]
      .concat(['false', none, 'false', none])
      .join(',')
  const ecs = { ServiceName: 'Amazon Elastic Container Service', ServiceNamespace: 'ecs' }
  return {
    organization: {
      Id: 'o-larkfield01',
      Arn: 'arn:aws:organizations::777788889999:organization/o-larkfield01',
      MasterAccountId: '777788889999',
      FeatureSet: 'ALL',
    },
    publicAccessBlock: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    },
    openIdConnectProviders: [`arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`],
    samlProviders: [{ Arn: `arn:aws:iam::${account}:saml-provider/workforce`, CreateDate: daysAgo(site, 600) }],
    credentialReport: [
      user('ada', ['true', 'no_information', day(800), none, 'false'], ['false', none, none, none, none]),
      user('build-server', ['false', none, none, none, 'false'], ['true', day(420), day(2), site.region, 'ecs']),
    ],
    lastAccessed: Object.fromEntries(
      [...iam.roles].map(({ Arn = '', RoleName }) => [
        Arn,
        [
          {
            ...ecs,
            LastAuthenticated: daysAgo(site, RoleName === 'break-glass' ? 200 : 1),
            LastAuthenticatedEntity: Arn,
          },
          { ServiceName: 'Amazon DynamoDB', ServiceNamespace: 'dynamodb' },
        ],
      ]),
    ),
  }
}
