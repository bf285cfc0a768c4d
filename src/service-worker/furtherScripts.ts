interface Modules {
  delivery: Pick<typeof import('#delivery/deliver.ts'), 'handleMessage'>
  ed25519: Pick<typeof import('#bundle/verifyByNoble.ts'), 'verifyByNoble'>
}

declare const self: ServiceWorkerGlobalScope & { modules?: Partial<Modules> }

/** Filled in by the build: the address of each further script, relative to the worker's (vite/serviceWorker.ts). */
declare const __FURTHER__: Record<keyof Modules, string>

/**
 * Runs a further script of the worker, where it has not run since the worker was started. The browser keeps with a worker
 * what it has imported until the end of its installation, and refuses what it has not (Service Workers, "importScripts(urls)").
 * @throws DOMException `NetworkError` where the script is neither kept nor, during the installation, on the host
 */
export function furtherScript<Name extends keyof Modules>(name: Name): Modules[Name] {
  if (!self.modules?.[name]) importScripts(__FURTHER__[name])
  return self.modules![name]!
}

/** To be called by the further script itself. */
export function provide(module: Partial<Modules>): void {
  self.modules = { ...self.modules, ...module }
}
