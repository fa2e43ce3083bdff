import type { RoleDetail, ServiceLastAccessed, UserDetail } from '@aws-sdk/client-iam'
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
      [...iam.roles, ...iam.users].map(({ Arn = '', ...holder }) => [Arn, lastAccessed(site, holder)]),
    ),
  }
}

/** Yesterday every service that the policies name, but for the emergency role, and a table that messages once were in. */
function lastAccessed(
  site: Site,
  holder: Pick<
    RoleDetail & UserDetail,
    'RoleName' | 'RolePolicyList' | 'UserPolicyList' | 'GroupList' | 'AttachedManagedPolicies'
  >,
): ServiceLastAccessed[] {
  const { groups, policies } = site.iam
  const attached = new Set(holder.AttachedManagedPolicies?.map(({ PolicyArn }) => PolicyArn))
  const documents = [
    ...(holder.RolePolicyList ?? []).map((one) => one.PolicyDocument),
    ...(holder.UserPolicyList ?? []).map((one) => one.PolicyDocument),
    ...[...groups].flatMap(({ GroupName = '', GroupPolicyList = [] }) =>
      holder.GroupList?.includes(GroupName) ? GroupPolicyList.map((one) => one.PolicyDocument) : [],
    ),
    ...[...policies].flatMap(({ Arn, PolicyVersionList = [] }) =>
      attached.has(Arn) ? PolicyVersionList.filter((one) => one.IsDefaultVersion).map((one) => one.Document) : [],
    ),
  ].join()
  const named = Array.from(documents.matchAll(/"([a-z0-9-]+):[A-Z*][A-Za-z*]*"/g), ([, service = '']) => service)
  const everything = documents.includes('"Action":"*"') ? ['ecs', 'iam'] : []
  return [...new Set([...everything, ...named])].map((ServiceNamespace) => ({
    ServiceName: ServiceNamespace,
    ServiceNamespace,
    ...(!(holder.RoleName === 'use1-messaging-task' && ServiceNamespace === 'dynamodb') && {
      LastAuthenticated: daysAgo(site, holder.RoleName === 'break-glass' ? 200 : 1),
    }),
  }))
}
