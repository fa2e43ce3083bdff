import { vpcsOf } from '#lib/inventory/derived/service-places.ts'
import { classifyService } from '#lib/inventory/derived/tags.ts'
import { cite } from '#lib/inventory/evidence.ts'
import { defineQuestion } from '../define-question.ts'
import { needsAttestation, notApplicable } from '../result.ts'

const NO_CARD_DATA =
  'No service of this account without a compliance or data-classification tag stores, processes or transmits cardholder data.'

export default defineQuestion({
  id: 'cmp-pci-scope',
  subject: 'service',
  requires: [],
  shows: ['subnets', 'vpcPeeringConnections', 'instances', 'containerInstances', 'capacityProviders'],
  statement:
    'A diagram of the cardholder data flows covers this service, the boundary of the cardholder data environment and what is connected to it are listed, and the scope was confirmed in the last year and after each significant change.',
  accepts: [
    'The data flow diagram, with its date',
    'The list of systems inside the boundary and connected to it',
    'The record of the last confirmation of scope, and of the change that led to it',
  ],
  validDays: 365,
  validDaysForProviders: 180,
  endsEarly: [
    'a service, subnet, security group or peering that the answer did not list appears in the cardholder data environment',
    'a significant change of the data flows',
  ],
  why: 'What is not in scope is not protected or assessed. A new service that touches card data unnoticed is how an environment that passed its assessment still leaks. A signature shows that somebody confirmed the scope, not that it is right.',
  fix: {
    summary:
      'Draw the flow, isolate the cardholder data environment, and sign again after each change of scope. PCI DSS asks for it every 12 months, of service providers every 6.',
    effort: 'medium',
  },
  known({ service }, look) {
    const { cde } = classifyService(look, service)
    if (cde) return undefined
    return cde === undefined
      ? needsAttestation(NO_CARD_DATA, [], { ifYes: 'not_applicable' })
      : notApplicable('Its tags say that it handles no card data.')
  },
  facts: [
    ({ service }) => [cite('services', service, 'serviceName'), cite('services', service, 'tags')],
    ({ service, primary }) =>
      primary?.network
        ? [
            cite('services', service, `${primary.path}networkConfiguration.awsvpcConfiguration.subnets`),
            cite('services', service, `${primary.path}networkConfiguration.awsvpcConfiguration.securityGroups`),
          ]
        : [],
  ],
  covers: [
    ({ primary }) => [
      ...(primary?.network?.subnets ?? []).map((id) => `subnet ${id}`),
      ...(primary?.network?.securityGroups ?? []).map((id) => `security group ${id}`),
    ],
    ({ service }, look) => {
      const vpcs = vpcsOf(look, service)
      return look
        .all('vpcPeeringConnections')
        .filter(({ Status }) => Status.Code === 'active')
        .filter(({ RequesterVpcInfo, AccepterVpcInfo }) =>
          [RequesterVpcInfo.VpcId, AccepterVpcInfo.VpcId].some((id) => id !== undefined && vpcs.includes(id)),
        )
        .map((one) => `peering ${one.VpcPeeringConnectionId}`)
    },
  ],
})
