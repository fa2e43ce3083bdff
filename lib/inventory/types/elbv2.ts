/** Elastic Load Balancing v2 facts. Field names are the API's own. */

export interface LoadBalancer {
  LoadBalancerArn: string
  LoadBalancerName: string
  Scheme: string
  Type: string
  VpcId: string
  IpAddressType?: string
  State?: string
  SecurityGroups: string[]
  AvailabilityZones: { ZoneName: string; SubnetId: string }[]
}

export interface TargetGroup {
  TargetGroupArn: string
  TargetGroupName: string
  Protocol?: string
  ProtocolVersion?: string
  Port?: number
  VpcId?: string
  TargetType: string
  HealthCheckEnabled?: boolean
  HealthCheckProtocol?: string
  HealthCheckPath?: string
  HealthCheckPort?: string
  HealthCheckIntervalSeconds?: number
  HealthCheckTimeoutSeconds?: number
  HealthyThresholdCount?: number
  UnhealthyThresholdCount?: number
  Matcher?: { HttpCode?: string; GrpcCode?: string }
  LoadBalancerArns: string[]
}

/** DescribeTargetGroupAttributes of one target group. */
export interface TargetGroupAttributes {
  TargetGroupArn: string
  Attributes: { Key: string; Value: string }[]
}

/** DescribeLoadBalancerAttributes of one load balancer in front of a service. */
export interface LoadBalancerAttributes {
  LoadBalancerArn: string
  Attributes: { Key: string; Value: string }[]
}

/** DescribeTargetHealth of one target group. */
export interface TargetHealth {
  TargetGroupArn: string
  TargetHealthDescriptions: {
    /** An address, or an instance's id. */
    Target: { Id: string; Port?: number; AvailabilityZone?: string }
    TargetHealth: { State?: string; Reason?: string }
  }[]
}

/** Every certificate of one listener with TLS: the default and those that clients choose by name. */
export interface ListenerCertificates {
  ListenerArn: string
  Certificates: { CertificateArn: string; IsDefault: boolean }[]
}

export interface ListenerAction {
  Type: string
  TargetGroupArn?: string
  ForwardConfig?: { TargetGroups: { TargetGroupArn: string; Weight?: number }[] }
  RedirectConfig?: { Protocol?: string; Port?: string; StatusCode?: string; Host?: string }
  AuthenticateOidcConfig?: { Issuer?: string; OnUnauthenticatedRequest?: string }
  AuthenticateCognitoConfig?: { OnUnauthenticatedRequest?: string }
}

export interface Listener {
  ListenerArn: string
  LoadBalancerArn: string
  Protocol: string
  Port: number
  SslPolicy?: string
  Certificates: { CertificateArn: string; IsDefault?: boolean }[]
  AlpnPolicy: string[]
  MutualAuthentication?: { Mode?: string }
  DefaultActions: ListenerAction[]
}

export interface ListenerRule {
  RuleArn: string
  ListenerArn: string
  Priority: string
  IsDefault: boolean
  Conditions: {
    Field: string
    HostHeaderConfig?: { Values: string[] }
    PathPatternConfig?: { Values: string[] }
    HttpRequestMethodConfig?: { Values: string[] }
  }[]
  Actions: ListenerAction[]
}

export interface SslPolicy {
  Name: string
  SslProtocols: string[]
  Ciphers: { Name: string; Priority?: number }[]
}
