/**
 * Does something to the writing transaction of this number, once something has been written in it.
 * @param fail `fillDisk`, or what kills the worker: then the transaction goes on for ever, and is never whole
 */
export function failTransaction(at: number, fail: (store: IDBObjectStore) => void): void {
  const { transaction } = IDBDatabase.prototype
  let count = 0
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const made = transaction.call(this, stores, mode, options)
    if (mode !== 'readwrite' || ++count !== at) return made
    const isFull = fail === fillDisk
    if (isFull) {
      const full = new DOMException('The disk is full.', 'QuotaExceededError')
      Object.defineProperty(made, 'error', { value: full })
    }
    let failed = false
    const failAfter = (store: IDBObjectStore, request: IDBRequest) => {
      if (store.transaction !== made || failed) return
      failed = true
      request.addEventListener('success', () => {
        if (!isFull) keepOpen(store)
        fail(store)
      })
    }
    const { put, delete: remove } = IDBObjectStore.prototype
    IDBObjectStore.prototype.put = function (...args) {
      const request = put.apply(this, args)
      failAfter(this, request)
      return request
    }
    // On a full disk things can still be deleted.
    if (isFull) return made
    IDBObjectStore.prototype.delete = function (...args) {
      const request = remove.apply(this, args)
      failAfter(this, request)
      return request
    }
    return made
  }
}

function keepOpen(store: IDBObjectStore): void {
  store.get('').onsuccess = () => keepOpen(store)
}

/**
 * As Chromium tells a full disk (F12): the requests succeed, the transaction aborts at its end, and its error has the
 * name. The real thing cannot be timed, because browsers remember how much room there was.
 */
export function fillDisk(store: IDBObjectStore): void {
  store.transaction.abort()
}
