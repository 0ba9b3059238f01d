/** The shell: the bar, the view that the address asks for, and the foot. */

import type { ComponentChildren } from 'preact'
import { useEffect, useErrorBoundary, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { heldAgainst } from '../report/held-against.ts'
import { CellView } from './cell/cell-view.tsx'
import { HomeView } from './home/home-view.tsx'
import type { Report } from './open-report.ts'
import { ThemeSwitch } from './parts/theme-switch.tsx'
import { findCell } from './places.ts'
import { cellHash, matrixHash, parseRoute, type Route } from './route.ts'
import { StrategyView } from './strategy/strategy-view.tsx'
import { outcomeWord } from './words.ts'

interface AppProps {
  readonly report: Report
}

/** What makes two addresses the same view: filters and steps do not. */
function viewKey(route: Route): string {
  switch (route.view) {
    case 'matrix':
      return 'matrix'
    case 'strategy':
      return `strategy ${route.strategy}`
    case 'cell':
      return cellHash(route.cell)
    case 'unknown':
      return route.hash
  }
}

/** What a tab is called: `auto-commit · crash · repeats · Ackurate`. */
function titleOf(report: Report, route: Route): string {
  if (route.view === 'strategy') return `${route.strategy} · Ackurate`
  if (route.view !== 'cell') return `${report.data.headline} · Ackurate`
  const { strategy, fault, property } = route.cell
  const place = findCell(report, route.cell)
  const verdict = place === null ? null : report.verdict(report.number(place))
  return `${strategy} · ${fault} · ${outcomeWord(property, verdict)} · Ackurate`
}

/** The route, and a way to change it without another entry in the history. */
function useRoute(): readonly [Route, (hash: string) => void] {
  const [route, setRoute] = useState(() => parseRoute(location.hash))
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const replace = (hash: string) => {
    history.replaceState(null, '', hash)
    setRoute(parseRoute(hash))
  }
  return [route, replace]
}

/** A new view starts at its heading, for eyes and for screen readers; the matrix where it was. */
function useFocusOnView(key: string): void {
  const last = useRef(key)
  const matrixScroll = useRef(0)
  useEffect(() => {
    const keep = () => {
      if (last.current === 'matrix') matrixScroll.current = scrollY
    }
    addEventListener('scroll', keep, { passive: true })
    return () => removeEventListener('scroll', keep)
  }, [])
  useLayoutEffect(() => {
    if (last.current === key) return
    last.current = key
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    scrollTo(0, key === 'matrix' ? matrixScroll.current : 0)
  }, [key])
}

/** The page. */
export function App({ report }: AppProps) {
  const [route, replace] = useRoute()
  useFocusOnView(viewKey(route))
  const title = titleOf(report, route)
  useEffect(() => {
    document.title = title
  }, [title])
  const { version, seed } = report.data
  return (
    <>
      <header class="bar">
        <a class="brand" href={matrixHash()}>
          Ackurate
        </a>
        <span class="run">
          version {version}, seed <code>{seed}</code>
        </span>
        <ThemeSwitch />
      </header>
      <main>
        <Guarded key={viewKey(route)}>
          <View report={report} route={route} replace={replace} />
        </Guarded>
      </main>
      <footer>
        Made by Ackurate {version}. Everything here came with this file; it asks no server for
        anything. {heldAgainst}.
      </footer>
    </>
  )
}

/** A view that fails says so, instead of leaving a blank page; another view starts afresh. */
function Guarded({ children }: { readonly children: ComponentChildren }) {
  const [error] = useErrorBoundary()
  if (error === undefined) return <>{children}</>
  return (
    <>
      <h1 tabIndex={-1}>This view cannot be shown</h1>
      <p role="alert">
        {String(error)}. That is a defect of Ackurate. <a href={matrixHash()}>To the matrix</a>
      </p>
    </>
  )
}

interface ViewProps extends AppProps {
  readonly route: Route
  readonly replace: (hash: string) => void
}

function View({ report, route, replace }: ViewProps) {
  if (route.view === 'matrix') {
    const onFilter = (filter: typeof route.filter) => replace(matrixHash(filter))
    return <HomeView report={report} filter={route.filter} onFilter={onFilter} />
  }
  if (route.view === 'strategy') {
    const strategy = report.data.strategies.findIndex(({ name }) => name === route.strategy)
    if (strategy >= 0) return <StrategyView key={strategy} report={report} strategy={strategy} />
  }
  if (route.view === 'cell') {
    const place = findCell(report, route.cell)
    const onStep = (step: number) => replace(cellHash(route.cell, step))
    if (place !== null) {
      const cell = report.number(place)
      return <CellView key={cell} report={report} cell={cell} step={route.step} onStep={onStep} />
    }
  }
  return <NotFound />
}

function NotFound() {
  return (
    <>
      <h1 tabIndex={-1}>This report has no such page</h1>
      <p>
        The address may be of another run. <a href={matrixHash()}>To the matrix</a>
      </p>
    </>
  )
}
