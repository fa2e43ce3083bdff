/** Certificates, web ACLs and the ways to a service besides its load balancer. Field names are the API's own. */

/** A certificate of AWS Certificate Manager that a listener in front of a service uses. */
export interface Certificate {
  CertificateArn: string
  DomainName?: string
  SubjectAlternativeNames: string[]
  Status?: string
  Type?: string
  NotAfter?: string
  RenewalEligibility?: string
  RenewalSummary?: { RenewalStatus?: string }
}

/** The web ACL of an application load balancer; no `WebACL` when there is none. */
export interface WebAclAssociation {
  ResourceArn: string
  WebACL?: {
    ARN: string
    Name: string
    /** `Action`: what the rule does, such as `Block` or `Count`; of a rule group `None` unless it is overridden. */
    Rules: { Name: string; Action: string }[]
    /** Rule groups that Firewall Manager put before and after the rules. */
    ManagedRuleGroups: number
  }
}

/** A VPC Lattice target group that a service registers its tasks with, and the Lattice services that lead to it. */
export interface LatticeTargetGroup {
  arn: string
  serviceArns: string[]
}

/** A listener of such a Lattice service. */
export interface LatticeListener {
  arn: string
  serviceArn: string
  protocol?: string
  port?: number
}

/** Whether a Lattice service asks who calls it; no `state` when it has no policy. */
export interface LatticeAuthPolicy {
  serviceArn: string
  state?: string
}

/** A Cloud Map service that ECS registers tasks in. */
export interface DiscoveryService {
  Arn: string
  Id: string
  Name?: string
  /** `HTTP` services are not in DNS; `DNS_HTTP` ones are in both. */
  Type?: string
  /** TTL in seconds. */
  DnsConfig?: { DnsRecords: { Type: string; TTL: number }[] }
}

/** A route of API Gateway that leads through a VPC link to a load balancer or Cloud Map service in use. */
export interface ApiRoute {
  ApiId: string
  ApiName?: string
  ProtocolType: 'REST' | 'HTTP' | 'WEBSOCKET'
  /** Method and path, such as `GET /orders`, or `$default`. */
  RouteKey: string
  /** `NONE`, `AWS_IAM`, `JWT`, `CUSTOM` or `COGNITO_USER_POOLS`. */
  AuthorizationType: string
  /** ARNs of the load balancers, listeners or Cloud Map services behind it. */
  TargetArns: string[]
}
