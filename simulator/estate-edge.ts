import type { CertificateDetail } from '@aws-sdk/client-acm'
import type { Resource, RestApi, VpcLink as RestVpcLink } from '@aws-sdk/client-api-gateway'
import type { Api, Integration, Route, VpcLink } from '@aws-sdk/client-apigatewayv2'
import type { ServiceSummary } from '@aws-sdk/client-servicediscovery'
import type { GetAuthPolicyResponse, ListenerSummary, TargetGroupSummary } from '@aws-sdk/client-vpc-lattice'
import type { WebACL } from '@aws-sdk/client-wafv2'
import type { Collection } from './estate.ts'

/** What stands before services besides their load balancers. */
export interface EdgeEstate {
  certificates: Collection<CertificateDetail>
  /** By the ARN of the load balancer. */
  webAcls: Record<string, WebACL>
  latticeTargetGroups: TargetGroupSummary[]
  latticeServices: { arn: string; listeners: ListenerSummary[]; authPolicy?: GetAuthPolicyResponse }[]
  discoveryServices: ServiceSummary[]
  restVpcLinks: RestVpcLink[]
  restApis: { api: RestApi; resources: Resource[] }[]
  vpcLinks: VpcLink[]
  httpApis: { api: Api; integrations: Integration[]; routes: Route[] }[]
}

export function emptyEdge() {
  return {
    certificates: [],
    webAcls: {},
    latticeTargetGroups: [],
    latticeServices: [],
    discoveryServices: [],
    restVpcLinks: [],
    restApis: [],
    vpcLinks: [],
    httpApis: [],
  }
}
