import type { Event } from '@aws-sdk/client-cloudtrail'
import { defineCollector, forEachOf } from '../../collector.ts'
import { toApiEvent } from './event.ts'

const action = 'cloudtrail:LookupEvents'
const DAY_MS = 86_400_000
/** As far back as CloudTrail's event history goes. */
const historyDays = 90
/** Of 50 events each, by name: CloudTrail answers two lookups a second, for everybody who asks. */
const mostPages = 4

/** Names of events that tell who changes services. */
const changes = ['RegisterTaskDefinition', 'UpdateService'] as const

/**
 * The newest management events about ECS services of the last 90 days. One name can be looked up at a time; those that
 * cannot have happened, or that the services tell themselves, are left out.
 */
export const apiEvents = defineCollector({
  name: 'cloudtrail-events',
  fills: ['apiEvents', 'apiEventWindows'],
  needs: ['clusters', 'services'],
  follows: ['tasks'],
  async collect({ call }, look, out, { whole }) {
    if (look.seen('services').length === 0) return
    const until = new Date(look.now)
    const from = new Date(until.getTime() - historyDays * DAY_MS)
    await forEachOf(names(), lookUp)

    /** Two lookups a second leave: those that are asked for in any case go while the tasks are still being read. */
    async function* names(): AsyncGenerator<string> {
      yield* changes
      const services = look.seen('services')
      if (services.some(({ createdBy }) => createdBy === undefined)) yield 'CreateService'
      const tasks = (await whole()).seen('tasks')
      if ([...services, ...tasks].some((one) => one.enableExecuteCommand)) yield 'ExecuteCommand'
    }

    async function lookUp(EventName: string): Promise<void> {
      const lost = { section: ['apiEvents', 'apiEventWindows'], resource: EventName } as const
      const found = await out.read(lost, async () => {
        const events: Event[] = []
        let NextToken: string | undefined
        for (let page = 1; page <= mostPages; page += 1) {
          const answer = await call(action, {
            LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: EventName }],
            StartTime: from,
            EndTime: until,
            MaxResults: 50,
            NextToken,
          })
          events.push(...(answer.Events ?? []))
          NextToken = answer.NextToken
          if (!NextToken) return { events, complete: true }
        }
        return { events, complete: false }
      })
      if (!found) return
      out.add('apiEvents', action, found.events, toApiEvent)
      const oldest = Math.min(...found.events.map(({ EventTime = until }) => EventTime.getTime()))
      const since = found.complete ? from : new Date(oldest)
      out.add('apiEventWindows', action, [since], (date) => ({
        EventName,
        since: date.toISOString(),
        complete: found.complete,
      }))
    }
  },
})
