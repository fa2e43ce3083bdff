import { cluster, service, taskSet } from '../testing/ecs.ts'
import { testCheck } from '../testing/test-check.ts'
import question from './cmp-pci-scope.ts'

const pci = [{ key: 'compliance', value: 'pci' }]
const subnets = 'networkConfiguration.awsvpcConfiguration.subnets'

testCheck(question, {
  manual: {
    'a service that nothing classifies asks whether the account holds card data': {
      reason: 'No service of this account',
    },
    'a service of an account whose default says that it holds card data': {
      accountTags: { compliance: 'pci' },
      reason: 'A diagram',
      shows: [subnets],
    },
    'a service tagged with PCI DSS': { given: { services: [service({ tags: pci })] }, shows: ['tags', subnets] },
    'a service tagged with cardholder data': {
      given: { services: [service({ tags: [{ key: 'data-classification', value: 'cardholder' }] })] },
    },
    'a service of a cluster that is tagged': { given: { clusters: [cluster({ tags: pci })] } },
    'a service that CodeDeploy deploys shows the network of its task set': {
      given: {
        services: [service({ tags: pci, deploymentController: { type: 'CODE_DEPLOY' }, taskSets: [taskSet()] })],
      },
      shows: [`taskSets[0].${subnets}`],
    },
  },
  notApplicable: {
    'a service of an account whose default says that it holds other data': {
      accountTags: { 'data-classification': 'internal' },
      reason: 'no card data',
    },
    'a service tagged with other data': {
      given: { services: [service({ tags: [{ key: 'data-classification', value: 'internal' }] })] },
      reason: 'no card data',
    },
  },
})
