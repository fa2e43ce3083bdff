import type * as sdk from '@aws-sdk/client-ec2'
import { describeOperation } from './describe-operation.ts'

export const networkGuardOperations = {
  DescribeNetworkAcls: describeOperation<sdk.NetworkAcl>({
    list: ({ estate }) => estate.ec2.networkAcls,
    id: ({ NetworkAclId }) => NetworkAclId,
    ids: 'NetworkAclIds',
    notFound: 'InvalidNetworkAclID.NotFound',
    output: 'NetworkAcls',
    filters: {
      'network-acl-id': 'NetworkAclId',
      'vpc-id': 'VpcId',
      default: 'IsDefault',
      'association.subnet-id': 'Associations.SubnetId',
    },
  }),

  DescribeFlowLogs: describeOperation<sdk.FlowLog>({
    list: ({ estate }) => estate.ec2.flowLogs,
    id: ({ FlowLogId }) => FlowLogId,
    ids: 'FlowLogIds',
    notFound: 'InvalidFlowLogId.NotFound',
    output: 'FlowLogs',
    min: 1,
    filters: {
      'flow-log-id': 'FlowLogId',
      'resource-id': 'ResourceId',
      'traffic-type': 'TrafficType',
      'deliver-log-status': 'DeliverLogsStatus',
    },
  }),

  DescribeVpcEncryptionControls: describeOperation<sdk.VpcEncryptionControl>({
    list: ({ estate }) => estate.ec2.vpcEncryptionControls,
    id: ({ VpcEncryptionControlId }) => VpcEncryptionControlId,
    ids: 'VpcEncryptionControlIds',
    notFound: 'InvalidVpcEncryptionControlId.NotFound',
    output: 'VpcEncryptionControls',
    filters: { 'vpc-id': 'VpcId', mode: 'Mode', state: 'State' },
  }),

  DescribeVpcPeeringConnections: describeOperation<sdk.VpcPeeringConnection>({
    list: ({ estate }) => estate.ec2.vpcPeeringConnections,
    id: ({ VpcPeeringConnectionId }) => VpcPeeringConnectionId,
    ids: 'VpcPeeringConnectionIds',
    notFound: 'InvalidVpcPeeringConnectionID.NotFound',
    output: 'VpcPeeringConnections',
    filters: {
      'vpc-peering-connection-id': 'VpcPeeringConnectionId',
      'requester-vpc-info.vpc-id': 'RequesterVpcInfo.VpcId',
      'accepter-vpc-info.vpc-id': 'AccepterVpcInfo.VpcId',
      'status-code': 'Status.Code',
    },
  }),

  DescribeTransitGatewayAttachments: describeOperation<sdk.TransitGatewayAttachment>({
    list: ({ estate }) => estate.ec2.transitGatewayAttachments,
    id: ({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId,
    ids: 'TransitGatewayAttachmentIds',
    notFound: 'InvalidTransitGatewayAttachmentID.NotFound',
    output: 'TransitGatewayAttachments',
    filters: {
      'resource-id': 'ResourceId',
      'resource-type': 'ResourceType',
      state: 'State',
      'transit-gateway-id': 'TransitGatewayId',
    },
  }),
}
