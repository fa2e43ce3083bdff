import { type SectionName, type Sections, sections } from '#lib/inventory/sections.ts'
import { listOf, type Notice, type SectionLists } from './gather.ts'

/** The sections of one region that some collector follows while another fills them. */
export interface Followed {
  add: Notice
  /** Nothing more will be added to these. */
  end(names: readonly SectionName[]): void
  /** Each record once, by its key, as it was when it was first added. Every reader gets all of them, however late it begins. */
  arriving<S extends SectionName>(section: S): AsyncIterable<Sections[S]>
}

interface Progress {
  keys: Set<string>
  ended: boolean
  /** Resolves when there is more, or an end. */
  more: PromiseWithResolvers<void>
}

export function createFollowed(names: ReadonlySet<SectionName>): Followed {
  const lists: SectionLists = {}
  const progress = new Map(
    [...names].map((name): [SectionName, Progress] => [
      name,
      { keys: new Set(), ended: false, more: Promise.withResolvers() },
    ]),
  )

  function tell(state: Progress): void {
    state.more.resolve()
    state.more = Promise.withResolvers()
  }

  async function* arriving<S extends SectionName>(section: S): AsyncGenerator<Sections[S]> {
    const state = progress.get(section)
    if (!state) throw new TypeError(`nobody said that ${section} is followed`)
    const records = listOf(lists, section)
    let given = 0
    for (;;) {
      const fresh = records.slice(given)
      given += fresh.length
      yield* fresh
      if (given < records.length) continue
      if (state.ended) return
      await state.more.promise
    }
  }

  return {
    arriving,
    add(section, record) {
      const state = progress.get(section)
      const key = sections[section].key(record)
      if (!state || state.keys.has(key)) return
      state.keys.add(key)
      listOf(lists, section).push(record)
      tell(state)
    },
    end(ended) {
      for (const section of ended) {
        const state = progress.get(section)
        if (!state) continue
        state.ended = true
        tell(state)
      }
    },
  }
}
