/** Light, dark, or as the system has it; remembered where the browser allows. */
import { useState } from 'preact/hooks'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]
const storageKey = 'ackurate-theme'

function remembered(): Theme {
  try {
    const word = localStorage.getItem(storageKey)
    return themes.find((theme) => theme === word) ?? 'system'
  } catch {
    // A page opened from disk may have no storage.
    return 'system'
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // Then it lasts as long as the page is open.
  }
}

/** Puts the theme where the style reads it. */
export function applyTheme(theme: Theme = remembered()): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

/** A button per theme. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(remembered)
  const pick = (word: Theme) => {
    setTheme(word)
    applyTheme(word)
    remember(word)
  }
  return (
    <fieldset class="themes">
      <legend class="unseen">Theme</legend>
      {themes.map((word) => (
        <label key={word}>
          <input
            type="radio"
            name="theme"
            value={word}
            checked={theme === word}
            onChange={() => pick(word)}
          />
          <span>{word[0]?.toUpperCase() + word.slice(1)}</span>
        </label>
      ))}
    </fieldset>
  )
}
