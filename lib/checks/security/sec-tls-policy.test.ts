import type { SslPolicy } from '#lib/inventory/types/elbv2.ts'
import { service } from '../testing/ecs.ts'
import { listener, loadBalancer, sslPolicy } from '../testing/network.ts'
import { testCheck } from '../testing/test-check.ts'
import check from './sec-tls-policy.ts'

const policy = (over: Partial<SslPolicy>) => ({ sslPolicies: [sslPolicy(over)] })
const old = policy({ SslProtocols: ['TLSv1', 'TLSv1.1', 'TLSv1.2'] })

testCheck(check, {
  pass: {
    'TLS 1.2 and 1.3': {},
    'no TLS 1.3: advice': { given: policy({ SslProtocols: ['TLSv1.2'] }), hint: 'TLS 1.3' },
    'a cipher without forward secrecy: advice': {
      given: policy({ Ciphers: [{ Name: 'AES128-GCM-SHA256' }] }),
      hint: 'forward secrecy',
    },
    'a policy nobody heard of is judged by its protocols': {
      given: {
        listeners: [listener({ SslPolicy: 'ELBSecurityPolicy-Future' })],
        ...policy({ Name: 'ELBSecurityPolicy-Future' }),
      },
    },
  },
  fail: {
    'TLS 1.0 and 1.1': { given: old, message: 'old' },
    'nobody chose a policy, so it is the old default': {
      given: {
        listeners: [listener({ SslPolicy: undefined })],
        ...policy({ Name: 'ELBSecurityPolicy-2016-08', SslProtocols: ['TLSv1', 'TLSv1.1', 'TLSv1.2'] }),
      },
      message: 'old',
    },
    'TLS on a network load balancer': {
      given: { ...old, listeners: [listener({ Protocol: 'TLS' })], loadBalancers: [loadBalancer({ Type: 'network' })] },
      message: 'old',
    },
    'a modern name does not excuse what it offers': {
      given: policy({ SslProtocols: ['TLSv1.3', 'TLSv1.1'] }),
      message: 'old',
    },
    'health data stays medium': {
      given: { ...old, services: [service({ tags: [{ key: 'compliance', value: 'hipaa' }] })] },
      message: 'old',
    },
    'card data makes it high': {
      given: { ...old, services: [service({ tags: [{ key: 'compliance', value: 'pci-dss' }] })] },
      message: 'old',
      severity: 'high',
    },
  },
  notApplicable: { 'plain HTTP': { given: { listeners: [listener({ Protocol: 'HTTP', Port: 80 })] } } },
  unknown: {
    'a policy that was not described': { given: { listeners: [listener({ SslPolicy: 'gone' })] } },
    'a policy whose protocols are not told': { given: policy({ SslProtocols: [] }) },
  },
})
