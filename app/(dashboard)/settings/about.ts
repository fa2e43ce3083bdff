import project from '../../../package.json' with { type: 'json' }

/** Licences of the packages that are served to the browser or read in it; all others are in package-lock.json. */
export const licences: readonly { name: string; licence: string }[] = [
  { name: 'Tidewaiter', licence: project.license },
  { name: 'Next.js, React', licence: 'MIT' },
  { name: 'Geist Sans, Geist Mono', licence: 'OFL-1.1' },
  { name: 'PostgreSQL (built in)', licence: 'PostgreSQL' },
]
