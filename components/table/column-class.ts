import clsx from 'clsx'

type Placed = { numeric?: boolean; width?: string; onlyWide?: boolean }

/** The classes of every cell of a column, header and body alike. */
export function columnClass({ numeric, width, onlyWide }: Placed, more?: string): string | undefined {
  return clsx(numeric && 'num', width, onlyWide && 'only-wide', more) || undefined
}
