/** What IAM reports about the use of credentials and permissions. */

/** Services an identity may call, and when it last did. */
export interface ServiceAccess {
  /** ARN of the role or user. */
  Arn: string
  JobCompletionDate?: string
  ServicesLastAccessed: {
    ServiceNamespace: string
    /** Absent: not within the period that IAM tracks. */
    LastAuthenticated?: string
    LastAuthenticatedRegion?: string
    TrackedActionsLastAccessed: { ActionName: string; LastAccessedTime?: string }[]
  }[]
}

/** One line of the credential report; the root user's is called `<root_account>`. */
export interface UserCredentials {
  Arn: string
  UserName: string
  GeneratedTime?: string
  UserCreationTime?: string
  PasswordEnabled: boolean
  PasswordLastUsed?: string
  PasswordLastChanged?: string
  MfaActive: boolean
  AccessKeys: { Active: boolean; LastRotated?: string; LastUsed?: string; LastUsedService?: string }[]
}

/** An identity provider of the account: people or pipelines come in through it. */
export interface IdentityProvider {
  Arn: string
  kind: 'oidc' | 'saml'
  CreateDate?: string
  ValidUntil?: string
}
