/**
 * Keeps the screen on while a voice reads: a phone that locks itself may stop the voice. Browsers take the lock away
 * when the page is hidden; it is asked for again when the page is back.
 */
export function createWakeLock() {
  let wanted = false
  let lock: Promise<WakeLockSentinel> | undefined
  const listening = new AbortController()

  const take = () => {
    if (!wanted || document.visibilityState !== 'visible') return
    release()
    lock = navigator.wakeLock?.request('screen')
    // A battery that is low refuses it.
    lock?.catch(() => {})
  }
  const release = () => {
    lock?.then((held) => held.release()).catch(() => {})
    lock = undefined
  }
  document.addEventListener('visibilitychange', take, { signal: listening.signal })

  return {
    hold(on: boolean) {
      if (on === wanted) return
      wanted = on
      if (on) take()
      else release()
    },
    end() {
      wanted = false
      release()
      listening.abort()
    },
  }
}
