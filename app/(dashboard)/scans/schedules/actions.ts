'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '#app/_lib/action.ts'
import { addSchedule, deleteSchedule, setSchedulePaused, updateSchedule } from '#lib/data/schedules/schedules.ts'
import { blankSchedule, readTypedSchedule, repeats } from './typed-schedule.ts'

const id = z.coerce.number().int().positive()
const text = (otherwise: string) => z.string().max(2_000).default(otherwise)

const fields = z.object({
  name: z.string().trim().min(1, 'Give the schedule a name.').max(60, 'Use at most 60 characters for the name.'),
  repeat: z.enum(repeats),
  time: text(blankSchedule.time),
  weekday: z
    .string()
    .regex(/^[0-6]$/)
    .default(blankSchedule.weekday),
  day: z
    .string()
    .regex(/^([1-9]|1\d|2[0-8])$/, 'Choose a day from 1 to 28.')
    .default(blankSchedule.day),
  cron: text(blankSchedule.cron),
  timeZone: text(blankSchedule.timeZone),
  target: z.string().regex(/^(all|accounts|environment:(production|staging|other))$/, 'Choose what is scanned.'),
  accounts: text(''),
  catchUp: z.enum(['yes', 'no']),
  spreadMinutes: z.string().regex(/^\d{1,3}$/, 'Spread the scans over 0 to 120 minutes.'),
})

export const addScheduleAction = formAction({
  permission: 'scan',
  verb: 'schedule.add',
  fields,
  async run(typed, viewer) {
    redirect(`/scans/schedules/${await addSchedule(viewer, readTypedSchedule(typed))}`)
  },
})

export const changeScheduleAction = formAction({
  permission: 'scan',
  verb: 'schedule.change',
  fields: fields.extend({ id }),
  async run(typed, viewer) {
    await updateSchedule(viewer, typed.id, readTypedSchedule(typed))
    revalidatePath('/scans', 'layout')
    return { saved: true }
  },
})

export const pauseScheduleAction = formAction({
  permission: 'scan',
  verb: 'schedule.pause',
  fields: z.object({ id, paused: z.enum(['yes', 'no']) }),
  async run(input, viewer) {
    await setSchedulePaused(viewer, input.id, input.paused === 'yes')
    revalidatePath('/scans', 'layout')
  },
})

export const deleteScheduleAction = formAction({
  permission: 'scan',
  verb: 'schedule.delete',
  fields: z.object({ id }),
  async run(input, viewer) {
    await deleteSchedule(viewer, input.id)
    redirect('/scans')
  },
})
