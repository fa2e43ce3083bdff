import type * as ec2 from '@aws-sdk/client-ec2'
import type { NetworkAcl, VpcEncryptionControl } from '#lib/inventory/types/ec2-network.ts'
import { defineCollector, provablyEmpty } from '../../collector.ts'
import { need, pick } from '../../shape.ts'
import { page } from './page.ts'

/** What filters, logs and encrypts the traffic of the region's VPCs. Nothing is asked in a region without clusters. */
export const networkGuards = defineCollector({
  name: 'ec2-network-guards',
  fills: ['networkAcls', 'flowLogs', 'vpcEncryptionControls'],
  needs: ['clusters'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'clusters')) return

    async function networkAcls() {
      const action = 'ec2:DescribeNetworkAcls'
      const found = await out.list(
        { section: 'networkAcls' },
        { action, input: page(1000), items: ({ NetworkAcls }) => NetworkAcls, next: ({ NextToken }) => NextToken },
      )
      out.add('networkAcls', action, found, toNetworkAcl)
    }
    async function flowLogs() {
      const action = 'ec2:DescribeFlowLogs'
      const found = await out.list(
        { section: 'flowLogs' },
        { action, input: page(1000), items: ({ FlowLogs }) => FlowLogs, next: ({ NextToken }) => NextToken },
      )
      out.add('flowLogs', action, found, (log) => ({
        FlowLogId: need(log.FlowLogId, 'FlowLogId'),
        ResourceId: need(log.ResourceId, 'ResourceId'),
        ...pick(log, 'FlowLogStatus', 'TrafficType', 'DeliverLogsStatus', 'LogFormat', 'MaxAggregationInterval'),
      }))
    }
    async function encryptionControls() {
      const action = 'ec2:DescribeVpcEncryptionControls'
      const found = await out.list(
        { section: 'vpcEncryptionControls' },
        {
          action,
          input: page(1000),
          items: ({ VpcEncryptionControls }) => VpcEncryptionControls,
          next: ({ NextToken }) => NextToken,
        },
      )
      out.add('vpcEncryptionControls', action, found, toEncryptionControl)
    }
    await Promise.all([networkAcls(), flowLogs(), encryptionControls()])
  },
})

function toNetworkAcl(acl: ec2.NetworkAcl): NetworkAcl {
  return {
    NetworkAclId: need(acl.NetworkAclId, 'NetworkAclId'),
    VpcId: need(acl.VpcId, 'VpcId'),
    IsDefault: acl.IsDefault ?? false,
    Associations: (acl.Associations ?? []).map(({ SubnetId }) => ({ SubnetId: need(SubnetId, 'SubnetId') })),
    Entries: (acl.Entries ?? []).map((entry) => ({
      RuleNumber: need(entry.RuleNumber, 'Entries.RuleNumber'),
      Egress: need(entry.Egress, 'Entries.Egress'),
      RuleAction: need(entry.RuleAction, 'Entries.RuleAction'),
      Protocol: need(entry.Protocol, 'Entries.Protocol'),
      ...pick(entry, 'CidrBlock', 'Ipv6CidrBlock'),
      PortRange: entry.PortRange && pick(entry.PortRange, 'From', 'To'),
    })),
  }
}

function toEncryptionControl(control: ec2.VpcEncryptionControl): VpcEncryptionControl {
  const exclusions = Object.entries(control.ResourceExclusions ?? {})
  return {
    VpcEncryptionControlId: need(control.VpcEncryptionControlId, 'VpcEncryptionControlId'),
    VpcId: need(control.VpcId, 'VpcId'),
    Mode: need(control.Mode, 'Mode'),
    State: need(control.State, 'State'),
    ResourceExclusions: Object.fromEntries(exclusions.flatMap(([kind, { State }]) => (State ? [[kind, State]] : []))),
  }
}
