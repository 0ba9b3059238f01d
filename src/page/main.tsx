/** Opens the report: unpacks its data and shows what the address asks for. */
import './style/base.css'
import './style/parts.css'
import './style/matrix.css'
import './style/views.css'
import './style/plots.css'
import './style/print.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { openReport } from './open-report.ts'
import type { PageData } from './page-data.ts'
import { applyTheme } from './parts/theme-switch.tsx'
import { unpack } from './unpack.ts'

async function open(root: HTMLElement): Promise<void> {
  applyTheme()
  const data = await unpack<PageData>('data').catch((error: unknown) => String(error))
  if (typeof data === 'string') {
    root.append(Object.assign(document.createElement('p'), { textContent: failure(data) }))
    return
  }
  root.replaceChildren()
  render(<App report={openReport(data)} />, root)
}

const failure = (reason: string): string =>
  `The data of this report cannot be opened: ${reason}. It needs a browser of 2024 or later.`

const root = document.getElementById('app')
if (root !== null) void open(root)
