/** Whether pages are turned rather than scrolled: as the reader likes, and always on paper-like screens. */
export function isPaged(): boolean {
  const { paged, theme } = document.documentElement.dataset
  return paged === 'on' || theme === 'eink'
}
