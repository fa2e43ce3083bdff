import clsx from 'clsx'

/** A place that is being filled. `className` gives it the size of what will stand there: "h-9 w-60". */
function Skeleton({ className }: { className: string }) {
  return <span className={clsx('skeleton', className)} />
}

/** A page while it loads: a verdict, a line, and as many 36 px rows as will stand there. */
export function PageSkeleton({ rows }: { rows: number }) {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-7 w-1/2" />
      <Skeleton className="mt-2 mb-6 h-5 w-2/3" />
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <Skeleton key={row} className="mb-px h-9" />
      ))}
    </div>
  )
}
