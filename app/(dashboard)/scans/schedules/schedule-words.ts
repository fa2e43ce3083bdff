import { counted } from '#components/score/format.ts'
import type { ScheduleRow, Target } from '#lib/data/schedules/schedules.ts'

/** "every production account", "3 accounts". */
export function targetWords(target: Target): string {
  if (target.kind === 'all') return 'every account'
  if (target.kind === 'environment') return `every ${target.environment} account`
  return counted(target.accounts.length, 'account')
}

/** "At 02:00, Monday through Friday, Europe/Berlin". */
export function timesWords({ words, timeZone }: Pick<ScheduleRow, 'words' | 'timeZone'>): string {
  return `${words}, ${timeZone.replaceAll('_', ' ')}`
}

/** "Mon 23 Nov, 02:00" in the time zone of the schedule. */
export function localTime(at: string, timeZone: string): string {
  const format = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat('en-GB', { ...format, timeZone }).format(new Date(at))
}
