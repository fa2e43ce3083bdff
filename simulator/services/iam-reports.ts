import type * as sdk from '@aws-sdk/client-iam'
import type { Call } from '../call.ts'
import { findBy } from '../lookup.ts'
import { page } from '../page.ts'
import type { Handler } from '../service.ts'
import { AwsError } from '../wire/protocol.ts'
import { digits } from '../world.ts'

const arnOf = ({ Arn }: sdk.RoleDetail | sdk.UserDetail) => Arn

const reportHead =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,' +
  'mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,' +
  'access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,' +
  'access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,' +
  'cert_1_last_rotated,cert_2_active,cert_2_last_rotated'

/** Reports of IAM. They are ready when they are ordered; a job's id tells whom it is about. */
export const iamReports: Record<string, Handler> = {
  GenerateCredentialReport(): sdk.GenerateCredentialReportResponse {
    return { State: 'COMPLETE' }
  },

  GetCredentialReport(_input: object, { account, world }: Call): sdk.GetCredentialReportResponse {
    const lines = [reportHead, ...(account.security?.credentialReport ?? [])]
    return { Content: Buffer.from(lines.join('\n')), ReportFormat: 'text/csv', GeneratedTime: world.now() }
  },

  GenerateServiceLastAccessedDetails(
    { Arn }: sdk.GenerateServiceLastAccessedDetailsRequest,
    { account, fault }: Call,
  ): sdk.GenerateServiceLastAccessedDetailsResponse {
    const known = findBy(account.iam.roles, arnOf, Arn) ?? findBy(account.iam.users, arnOf, Arn)
    if (!known || fault === 'vanish') throw new AwsError('NoSuchEntity', `ARN ${Arn} was not found.`, 404)
    return { JobId: jobOf(Arn) }
  },

  GetServiceLastAccessedDetails(
    { JobId, MaxItems, Marker }: sdk.GetServiceLastAccessedDetailsRequest,
    call: Call,
  ): sdk.GetServiceLastAccessedDetailsResponse {
    const { account, world } = call
    const used = Object.entries(account.security?.lastAccessed ?? {}).find(([arn]) => jobOf(arn) === JobId)?.[1] ?? []
    const { items, next } = page(call, used, { token: Marker, size: MaxItems, max: 1000, usual: 100 })
    return {
      JobStatus: 'COMPLETED',
      JobType: 'ACTION_LEVEL',
      JobCreationDate: world.now(),
      JobCompletionDate: world.now(),
      ServicesLastAccessed: items,
      IsTruncated: next !== undefined,
      Marker: next,
    }
  },

  ListOpenIDConnectProviders(_input: object, { account }: Call): sdk.ListOpenIDConnectProvidersResponse {
    return { OpenIDConnectProviderList: account.security?.openIdConnectProviders.map((Arn) => ({ Arn })) ?? [] }
  },

  ListSAMLProviders(_input: object, { account }: Call): sdk.ListSAMLProvidersResponse {
    return { SAMLProviderList: account.security?.samlProviders ?? [] }
  },
}

function jobOf(arn = ''): string {
  return digits(32, 'job', arn).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
