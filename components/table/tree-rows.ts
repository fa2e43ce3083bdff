export type TreeNode = { id: string; parentId?: string }

/** The deepest level the table indents. */
const deepest = 4

/** The rows that show: all whose ancestors are open. Levels start at 1. `rows` has parents before their children. */
export function visibleRows<Row extends TreeNode>(rows: Row[], closed: ReadonlySet<string>) {
  const parents = new Set(rows.map((row) => row.parentId))
  const levels = new Map<string, number>()
  const hidden = new Set<string>()
  return rows.flatMap((row) => {
    const level = row.parentId === undefined ? 1 : (levels.get(row.parentId) ?? 0) + 1
    levels.set(row.id, level)
    if (row.parentId !== undefined && (hidden.has(row.parentId) || closed.has(row.parentId))) {
      hidden.add(row.id)
      return []
    }
    return [{ row, level: Math.min(level, deepest), hasChildren: parents.has(row.id) }]
  })
}
