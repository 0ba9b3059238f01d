/** How wide the drawing may be, how wide its letters are, and what of it is in sight. */
import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { Sight } from './drawing.ts'

/** In CSS pixels; all 0 before the first measurement. */
export interface Viewport {
  readonly width: number
  readonly height: number
  readonly characterWidth: number
}

/** The text whose width stands for that of any other; {@link useViewport} measures it. */
export const measuredText = 'A polls orders-0@0..2, commits orders-0 → 3 in generation 12'

/** Rows beyond the edge that are drawn already, so that scrolling shows no gap. */
const margin = 500
/** What is drawn changes only when so much has been scrolled. */
const grain = 200

/** What to draw when the scroller stands there. */
export function sightAt(scrollTop: number, height: number): Sight {
  const from = Math.floor(Math.max(0, scrollTop) / grain) * grain
  return { top: Math.max(0, from - margin), bottom: from + grain + height + margin }
}

function isSame(a: Viewport, b: Viewport): boolean {
  return a.width === b.width && a.height === b.height && a.characterWidth === b.characterWidth
}

/** Follows the size of the scroller; `measure` holds {@link measuredText}. */
export function useViewport(
  scroller: RefObject<HTMLElement | null>,
  measure: RefObject<HTMLElement | null>,
): Viewport {
  const [viewport, set] = useState<Viewport>({ width: 0, height: 0, characterWidth: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const take = (): void => {
      const length = measure.current?.getBoundingClientRect().width ?? 0
      const now = {
        width: element.clientWidth,
        height: element.clientHeight,
        // Capitals and digits are wider than the average: a little more than measured.
        characterWidth: Math.max(4, (length / measuredText.length) * 1.06),
      }
      set((before) => (isSame(before, now) ? before : now))
    }
    take()
    const observer = new ResizeObserver(take)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return viewport
}
