import { defineCollector } from '../collector.ts'
import { need, pick } from '../shape.ts'

const action = 'servicediscovery:ListServices'

/** Cloud Map services that ECS services register in; a list tells of a hundred what GetService tells of one. */
export const discoveryServices = defineCollector({
  name: 'servicediscovery',
  fills: ['discoveryServices'],
  needs: ['services'],
  async collect(_context, look, out) {
    const named = new Set(
      look.seen('services').flatMap((service) => service.serviceRegistries.flatMap((one) => one.registryArn ?? [])),
    )
    if (named.size === 0) return
    const listed = await out.list(
      { section: 'discoveryServices' },
      {
        action,
        input: (NextToken) => ({ MaxResults: 100, NextToken }),
        items: ({ Services }) => Services,
        next: ({ NextToken }) => NextToken,
      },
    )
    const used = listed.filter(({ Arn = '' }) => named.has(Arn))
    out.add('discoveryServices', action, used, (service) => ({
      Arn: need(service.Arn, 'Arn'),
      Id: need(service.Id, 'Id'),
      ...pick(service, 'Name', 'Type'),
      DnsConfig: service.DnsConfig && {
        DnsRecords: (service.DnsConfig.DnsRecords ?? []).map(({ Type, TTL }) => ({
          Type: need(Type, 'DnsRecords.Type'),
          TTL: need(TTL, 'DnsRecords.TTL'),
        })),
      },
    }))
  },
})
