/**
 * Makes the writing transaction of this number fail, after something has been written in it.
 * @param fail `fillDisk`, or a function that kills the worker: then the transaction stays open, and never completes
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
    // On a full disk, deletions still succeed.
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
 * Imitates a full disk as Chromium reports it: the requests succeed, the transaction aborts at its end, and its error
 * has the name. A really full disk cannot be timed, because browsers cache how much room there was.
 */
export function fillDisk(store: IDBObjectStore): void {
  store.transaction.abort()
}
