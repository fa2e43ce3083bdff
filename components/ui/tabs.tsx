'use client'

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'

export type Tab = { label: string; content: ReactNode }

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }

/**
 * Panels of which one shows: the ways to apply a fix. Arrow keys, Home and End move between them; all of them are in the
 * page, so changing waits for nothing.
 */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const [current, setCurrent] = useState(0)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)

  const show = (index: number) => {
    setCurrent(index)
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]').item(index).focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const target = targetTab(event.key, current, tabs.length)
    if (target === undefined) return
    event.preventDefault()
    show(target)
  }

  return (
    <div>
      <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((tab, index) => (
          <button
            key={tab.label}
            type="button"
            role="tab"
            id={`${id}-tab-${index}`}
            aria-controls={`${id}-panel-${index}`}
            aria-selected={index === current}
            tabIndex={index === current ? 0 : -1}
            onClick={() => show(index)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs.map((tab, index) => (
        <div
          key={tab.label}
          className="tabpanel"
          role="tabpanel"
          id={`${id}-panel-${index}`}
          aria-labelledby={`${id}-tab-${index}`}
          hidden={index !== current}
        >
          {tab.content}
        </div>
      ))}
    </div>
  )
}

function targetTab(key: string, current: number, count: number): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = steps[key]
  return step === undefined ? undefined : (current + step + count) % count
}
