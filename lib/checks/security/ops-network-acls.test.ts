import type { NetworkAcl } from '#lib/inventory/types/ec2-network.ts'
import { service } from '../testing/ecs.ts'
import { onEc2 } from '../testing/estate.ts'
import { aclEntry, networkAcl } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './ops-network-acls.ts'

const subject = 'subnet-a'
const all = { Protocol: '-1' }
const out = { Egress: true, ...all }
const last = [aclEntry(32767, 'deny', all), aclEntry(32767, 'deny', out)]
const born = networkAcl({
  NetworkAclId: 'acl-default',
  IsDefault: true,
  Entries: [aclEntry(100, 'allow', all), aclEntry(100, 'allow', out), ...last],
})
const acl = (...Entries: NetworkAcl['Entries']) => ({ networkAcls: [networkAcl({ Entries: [...Entries, ...last] })] })
const tagged = (key: string, value: string) => [service({ tags: [{ key, value }] })]
const answers = (from: number, to: number, over = {}) =>
  aclEntry(110, 'allow', { PortRange: { From: from, To: to }, ...over })

testCheck(check, {
  pass: {
    'an ACL of its own': { subject },
    'an ACL of its own that lets everything in is deliberate': {
      given: { networkAcls: [{ ...born, IsDefault: false }] },
      subject,
    },
    'the default ACL after its rules were changed': {
      given: { networkAcls: [{ ...born, Entries: [answers(1024, 65535), aclEntry(100, 'allow', out), ...last] }] },
      subject,
    },
    'the default ACL open in one half': {
      given: {
        networkAcls: [
          {
            ...born,
            Entries: [aclEntry(100, 'allow', { ...all, CidrBlock: '0.0.0.0/1' }), aclEntry(100, 'allow', out), ...last],
          },
        ],
      },
      subject,
    },
    'the default ACL with an earlier denial of everything is not open': {
      given: {
        networkAcls: [
          { ...born, Entries: [aclEntry(50, 'deny', all), answers(1024, 65535, { RuleNumber: 40 }), ...born.Entries] },
        ],
      },
      subject,
    },
    'answers in two ranges': {
      given: acl(answers(32768, 40000), answers(40001, 65535, { RuleNumber: 120 }), aclEntry(100, 'allow', out)),
      subject,
    },
    'some addresses are denied': {
      given: acl(
        aclEntry(90, 'deny', { ...all, CidrBlock: '198.51.100.0/24' }),
        answers(1024, 65535),
        aclEntry(100, 'allow', out),
      ),
      subject,
    },
  },
  fail: {
    'the default ACL is a remark': { given: { networkAcls: [born] }, subject, message: 'open' },
    'the default ACL under restricted data is still a remark': {
      given: { networkAcls: [born], services: tagged('data-classification', 'restricted') },
      subject,
      message: 'open',
    },
    'the default ACL under card data is low': {
      given: { networkAcls: [born], services: tagged('compliance', 'pci') },
      subject,
      message: 'open',
      severity: 'low',
    },
    'the default ACL open in two halves': {
      given: {
        networkAcls: [
          {
            ...born,
            Entries: [
              aclEntry(100, 'allow', { ...all, CidrBlock: '0.0.0.0/1' }),
              aclEntry(101, 'allow', { ...all, CidrBlock: '128.0.0.0/1' }),
              aclEntry(100, 'allow', out),
              ...last,
            ],
          },
        ],
      },
      subject,
      message: 'open',
    },
    'the default ACL open over IPv6 only': {
      given: {
        networkAcls: [
          {
            ...born,
            Entries: [
              answers(1024, 65535),
              aclEntry(101, 'allow', { ...all, CidrBlock: undefined, Ipv6CidrBlock: '::/0' }),
              aclEntry(100, 'allow', out),
              ...last,
            ],
          },
        ],
      },
      subject,
      message: 'open',
    },
    'the subnet of a host': {
      given: { ...onEc2({ service: { networkConfiguration: undefined } }), networkAcls: [born] },
      subject,
      message: 'open',
    },
    'answers cannot come in': {
      given: acl(answers(443, 443), aclEntry(100, 'allow', out)),
      subject,
      message: 'cutOff',
    },
    'answers cannot come in on some ports': {
      given: acl(answers(32768, 50000), aclEntry(100, 'allow', out)),
      subject,
      message: 'cutOff',
    },
    'answers cannot go out': { given: acl(answers(1024, 65535)), subject, message: 'cutOff' },
    'answers are denied first': {
      given: acl(
        aclEntry(90, 'deny', { PortRange: { From: 33000, To: 33999 } }),
        answers(1024, 65535),
        aclEntry(100, 'allow', out),
      ),
      subject,
      message: 'cutOff',
    },
  },
  notApplicable: { 'no service': { given: { services: [] } } },
  unknown: { 'no ACL names the subnet': { given: { networkAcls: [] }, subject, reason: 'No network ACL' } },
})
