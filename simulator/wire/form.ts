import type { NormalizedSchema } from '@smithy/core/schema'
import { InputError, path, readDate, type Shape } from './shape.ts'

/** How a form names its parts: EC2 flattens every list, capitalises members and has names of its own. */
export interface FormDialect {
  ec2: boolean
}

interface Node {
  value?: string
  children: Map<string, Node>
}

const envelope = new Set(['Action', 'Version'])

/**
 * Reads a query-protocol form (`Filters.1.Name=vpc-id`) as the schema says.
 * @throws InputError on a parameter the schema does not know, or text that is not of its type
 */
export function readForm(schema: NormalizedSchema, form: URLSearchParams, dialect: FormDialect): unknown {
  const root: Node = { children: new Map() }
  for (const [key, value] of form) {
    if (!envelope.has(key)) descend(root, key.split('.')).value = value
  }
  return schema.isUnitSchema() ? {} : read(schema, root, dialect, '')
}

function descend(root: Node, keys: string[]): Node {
  let node = root
  for (const key of keys) {
    const next = node.children.get(key) ?? { children: new Map() }
    node.children.set(key, next)
    node = next
  }
  return node
}

function read(schema: NormalizedSchema, node: Node, dialect: FormDialect, at: string): unknown {
  if (schema.isStructSchema()) return readStructure(schema, node, dialect, at)
  if (schema.isListSchema()) return readList(schema, node, dialect, at)
  if (schema.isMapSchema()) return readMap(schema, node, dialect, at)
  return readScalar(schema, node.value ?? '', at)
}

function readStructure(schema: NormalizedSchema, node: Node, dialect: FormDialect, at: string): Shape {
  const members = new Map(
    [...schema.structIterator()].map(([name, member]) => [memberKey(name, member, dialect), { name, member }]),
  )
  const shape: Shape = {}
  for (const [key, child] of node.children) {
    const known = members.get(key)
    if (!known) throw new InputError(`Unknown parameter: ${path(at, key)}`)
    shape[known.name] = read(known.member, child, dialect, path(at, key))
  }
  return shape
}

function readList(schema: NormalizedSchema, node: Node, dialect: FormDialect, at: string): unknown[] {
  const item = schema.getValueSchema()
  const flat = dialect.ec2 || Boolean(schema.getMergedTraits().xmlFlattened)
  const holder = flat ? node : node.children.get(textTrait(item, 'xmlName') ?? 'member')
  return numbered(holder, at).map((child, index) => read(item, child, dialect, `${at}.${index + 1}`))
}

function readMap(schema: NormalizedSchema, node: Node, dialect: FormDialect, at: string): Shape {
  const keyName = textTrait(schema.getKeySchema(), 'xmlName') ?? 'key'
  const valueName = textTrait(schema.getValueSchema(), 'xmlName') ?? 'value'
  const holder = schema.getMergedTraits().xmlFlattened ? node : node.children.get('entry')
  return Object.fromEntries(
    numbered(holder, at).map((entry) => [
      entry.children.get(keyName)?.value ?? '',
      read(schema.getValueSchema(), entry.children.get(valueName) ?? { children: new Map() }, dialect, at),
    ]),
  )
}

/** The members of a list in the order of their numbers. An empty list is a name without numbers. */
function numbered(node: Node | undefined, at: string): Node[] {
  if (!node) return []
  return [...node.children]
    .map(([key, child]) => {
      if (!/^[1-9]\d*$/.test(key)) throw new InputError(`Unknown parameter: ${path(at, key)}`)
      return { position: Number(key), child }
    })
    .sort((a, b) => a.position - b.position)
    .map(({ child }) => child)
}

export function readScalar(schema: NormalizedSchema, text: string, at: string): unknown {
  if (schema.isStringSchema()) return text
  if (schema.isTimestampSchema()) return readDate(text, at)
  if (schema.isBlobSchema()) return Buffer.from(text, 'base64')
  if (schema.isBooleanSchema()) {
    if (text !== 'true' && text !== 'false') throw new InputError(`${at} must be true or false`)
    return text === 'true'
  }
  if (text.trim() === '' || Number.isNaN(Number(text))) throw new InputError(`${at} must be a number`)
  return Number(text)
}

function memberKey(name: string, member: NormalizedSchema, { ec2 }: FormDialect): string {
  const own = ec2 ? textTrait(member, 'ec2QueryName') : undefined
  if (own) return own
  const key = textTrait(member, 'xmlName') ?? name
  return ec2 ? key.charAt(0).toUpperCase() + key.slice(1) : key
}

function textTrait(schema: NormalizedSchema, trait: 'xmlName' | 'ec2QueryName'): string | undefined {
  const value: unknown = schema.getMergedTraits()[trait]
  return typeof value === 'string' ? value : undefined
}
