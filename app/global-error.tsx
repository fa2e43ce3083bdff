'use client'

import './globals.css'
import AppError from './error.tsx'

/** In place of the root layout when that itself fails; the theme follows the system. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Error - Tidewaiter</title>
        <AppError error={error} />
      </body>
    </html>
  )
}
