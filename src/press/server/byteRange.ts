export interface ByteRange {
  first: number
  /** The last byte belongs to the range, as in the header. */
  last: number
}

/**
 * The bytes that a Range header asks for (RFC 9110, section 14.2).
 * @returns undefined if the whole file is to be sent: for several ranges, other units and headers with a fault
 */
export function byteRange(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/i.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  // Without its first byte a range names the length of the end of the file.
  const first = from === '' ? Math.max(size - Number(to), 0) : Number(from)
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return first < size ? { first, last } : 'unsatisfiable'
}
