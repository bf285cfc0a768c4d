import { createSignal } from 'solid-js'

const [state, setState] = createSignal<'fetching' | 'absent'>()
export const typefaceState = state
export async function fetchTypeface(): Promise<boolean> {
  setState('absent')
  return false
}
export async function showTypeface(): Promise<boolean> {
  return false
}
