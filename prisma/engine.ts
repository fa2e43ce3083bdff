import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

// Prisma's schema engine as WebAssembly: its command line would download a native one. Used to write migrations and to
// compare them with the schema, never at run time.

const schemaFile = path.join(import.meta.dirname, 'schema.prisma')
const charType = 18 // the catalogue's one-byte type, which the adapter cannot name
const charArrayType = 1002 // which it can; nothing in the catalogue has it
const engineModule = loadEngine()

/**
 * The SQL that would bring a database to schema.prisma; undefined when it is there already. What Prisma has no words for
 * (partial and expression indexes, checks, triggers, functions) it does not see, on either side.
 */
export async function pendingSql(url: string): Promise<string | undefined> {
  const schema = { files: [{ path: schemaFile, content: readFileSync(schemaFile, 'utf8') }] }
  const pool = describablePool(url)
  const { SchemaEngine } = await engineModule
  const engine = await SchemaEngine.new(
    { datamodels: schema.files.map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(describingAdapter(pool)),
  )
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', configDir: path.dirname(schemaFile), ...schema },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    })
    return exitCode === 2 ? (stdout ?? '') : undefined
  } finally {
    engine.free()
    await pool.end()
  }
}

/** A pool whose results call one-byte columns by a name that the adapter understands. */
function describablePool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  pool.on('connect', (client) => {
    client.connection.on('rowDescription', ({ fields }: { fields: pg.FieldDef[] }) => {
      for (const field of fields) if (field.dataTypeID === charType) field.dataTypeID = charArrayType
    })
  })
  return pool
}

/** The adapter of the product, with those columns reported as what they are. */
function describingAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool)
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect()
      const queryRaw = adapter.queryRaw.bind(adapter)
      adapter.queryRaw = async (query) => {
        const result = await queryRaw(query)
        const columnTypes = result.columnTypes.map((type) =>
          type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
        )
        return { ...result, columnTypes }
      }
      return adapter
    },
  }
}

/** The package is made for bundlers: in Node its WebAssembly module is put together by hand. */
async function loadEngine(): Promise<typeof bindings> {
  const program = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(fileURLToPath(program)), {
    './schema_engine_bg.js': { ...bindings },
  })
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) } })
  bindings.__wbg_set_wasm(instance.exports)
  const { __wbindgen_start: start } = instance.exports
  if (typeof start === 'function') start()
  return bindings
}
