/** Styles that the page has or is loading, by address. */
const asked = new Map<string, Promise<unknown>>()

/** Loads the styles of a feature that a reader opens later. The styles of a page are in the page. */
export function loadStyles(href: string): Promise<unknown> {
  const before = asked.get(href)
  if (before) return before
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  const loaded = new Promise((resolve, reject) => {
    link.onload = resolve
    link.onerror = reject
  })
  loaded.catch(() => {
    // The next call tries again.
    asked.delete(href)
    link.remove()
  })
  asked.set(href, loaded)
  document.head.append(link)
  return loaded
}
