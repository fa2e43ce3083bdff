/** EC2 treats a call without MaxResults as one for everything, and gives such calls a smaller bucket. */
export function page(MaxResults: number) {
  return (NextToken: string | undefined) => ({ MaxResults, NextToken })
}
