import { defineCollector, forEachOf } from '../../collector.ts'
import { listAll } from '../../pages.ts'
import { unique } from '../../shape.ts'

const action = 'ec2:GetManagedPrefixListEntries'

/** Entries of the lists that let traffic in, let out every protocol, or lead to an internet gateway. */
export const prefixLists = defineCollector({
  name: 'ec2-prefix-lists',
  fills: ['prefixLists'],
  needs: ['securityGroups', 'routeTables'],
  async collect(context, look, out) {
    const sources = look
      .seen('securityGroups')
      .flatMap(({ IpPermissions, IpPermissionsEgress }) => [
        ...IpPermissions,
        ...IpPermissionsEgress.filter(({ IpProtocol }) => IpProtocol === '-1'),
      ])
      .flatMap((permission) => permission.PrefixListIds.map((list) => list.PrefixListId))
    const destinations = look
      .seen('routeTables')
      .flatMap((table) => table.Routes.filter((route) => route.GatewayId?.startsWith('igw-')))
      .map((route) => route.DestinationPrefixListId)
    await forEachOf(unique([...sources, ...destinations]), async (PrefixListId) => {
      const lost = { section: 'prefixLists', resource: PrefixListId, gone: ['InvalidPrefixListID.NotFound'] } as const
      const entries = await out.read(lost, () =>
        listAll(context, {
          action,
          input: (NextToken) => ({ PrefixListId, MaxResults: 100, NextToken }),
          items: ({ Entries }) => Entries,
          next: ({ NextToken }) => NextToken,
        }),
      )
      out.add('prefixLists', action, entries && [entries], (read) => ({
        PrefixListId,
        Entries: unique(read.map(({ Cidr }) => Cidr)).map((Cidr) => ({ Cidr })),
      }))
    })
  },
})
