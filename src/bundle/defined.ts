/** `T` with values that may be undefined where `T` has an optional key. */
type MaybeUndefined<T> = T extends unknown
  ? { [K in keyof T]: Record<never, never> extends Pick<T, K> ? T[K] | undefined : T[K] }
  : never

/**
 * Copies an object without the keys whose value is undefined. The compiler checks the literal against `T`, so a key that
 * `T` does not have is an error, as it is not in a conditional spread (`...(x === undefined ? {} : { x })`). The keys keep
 * their order: signed records compare by their JSON text.
 */
export function defined<T extends object>(values: NoInfer<MaybeUndefined<T>>): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
}
