import { pino } from 'pino'

/**
 * The log of the server: one JSON object a line on standard error, so that standard output stays free for results. Only
 * ids, counts and codes are logged; what AWS says about resources is not.
 */
export const log = pino({ name: 'tidewaiter', level: process.env.LOG_LEVEL ?? 'info' }, pino.destination(2))
