/** Whether pages are turned rather than scrolled: by choice of the reader, and always in the theme for e-ink. */
export function isPaged(): boolean {
  const { paged, theme } = document.documentElement.dataset
  return paged === 'on' || theme === 'eink'
}
