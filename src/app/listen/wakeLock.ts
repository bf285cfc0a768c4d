/**
 * Keeps the screen on while a voice reads: a phone that locks itself may stop the voice. Browsers release the lock when
 * the page is hidden; the page asks for it again when it is visible.
 */
export function createWakeLock() {
  let wanted = false
  let lock: Promise<WakeLockSentinel> | undefined
  const listening = new AbortController()

  const take = () => {
    if (!wanted || document.visibilityState !== 'visible') return
    release()
    lock = navigator.wakeLock?.request('screen')
    // A device with a low battery refuses the lock.
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
