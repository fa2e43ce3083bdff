/** One page of a list, read by key and not by offset. */
export interface Page<Row> {
  rows: Row[]
  /** Pass as `after` for the next page, or as `before` for the previous one; absent at either end. */
  next?: string
  previous?: string
}

export interface PageRequest {
  after?: string
  before?: string
  /** Rows a page, 1 to 200; 50 when absent. */
  size?: number
}

/** A number of rows; `more` when counting stopped there ("10,000+"). */
export interface Count {
  count: number
  more: boolean
}
