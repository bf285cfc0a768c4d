/** Set once everything has been removed from the device; a page or worker begins with it unset. */
let closed = false

/** Keeps this page from storing anything until it is loaded again: the reader has removed everything from the device. */
export function closeStorage(): void {
  closed = true
}

export function isStorageClosed(): boolean {
  return closed
}

/** @throws DOMException `InvalidStateError` after `closeStorage`, and what `caches.open` throws */
export async function openCache(name: string): Promise<Cache> {
  if (closed) throw new DOMException('This page stores nothing any more.', 'InvalidStateError')
  return caches.open(name)
}
