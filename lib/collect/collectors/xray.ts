import { defineCollector, provablyEmpty } from '../collector.ts'
import { need, pick } from '../shape.ts'

const action = 'xray:GetServiceGraph'
const HOUR_MS = 3_600_000
/** The longest time that one service graph covers. */
const hoursPerGraph = 6

/** Nodes of the service graph of the last 24 hours, by type and name: a trace of each has arrived. */
export const tracedServices = defineCollector({
  name: 'xray-service-graph',
  fills: ['tracedServices'],
  needs: ['services'],
  inherits: [],
  async collect(_context, look, out) {
    if (provablyEmpty(look, 'services')) return
    const now = Date.parse(look.now)
    const parts = await Promise.all(
      [0, 6, 12, 18].map((ago) =>
        out.list(
          { section: 'tracedServices' },
          {
            action,
            input: (NextToken) => ({
              StartTime: new Date(now - (ago + hoursPerGraph) * HOUR_MS),
              EndTime: new Date(now - ago * HOUR_MS),
              NextToken,
            }),
            items: ({ Services }) => Services,
            next: ({ NextToken }) => NextToken,
          },
        ),
      ),
    )
    const nodes = new Map(parts.flat().map((node) => [`${node.Type ?? ''}|${node.Name ?? ''}`, node]))
    out.add('tracedServices', action, [...nodes], ([serviceKey, node]) => ({
      serviceKey,
      Name: need(node.Name, 'Name'),
      Names: node.Names ?? [],
      ...pick(node, 'Type'),
    }))
  },
})
