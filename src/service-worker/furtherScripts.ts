interface Modules {
  delivery: Pick<typeof import('#delivery/deliver.ts'), 'handleMessage'>
  ed25519: Pick<typeof import('#bundle/verifyByNoble.ts'), 'verifyByNoble'>
}

declare const self: ServiceWorkerGlobalScope & { modules?: Partial<Modules> }

/** Filled in by the build: the address of each further script, relative to the worker's (vite/serviceWorker.ts). */
declare const __FURTHER__: Record<keyof Modules, string>

/**
 * Runs a further script of the worker, unless it has run since the worker started. The browser stores the scripts that a
 * worker imports until the end of its installation, and refuses others later (Service Workers, "importScripts(urls)").
 * @throws DOMException `NetworkError` where the script is not stored, or during the installation not on the host
 */
export function furtherScript<Name extends keyof Modules>(name: Name): Modules[Name] {
  if (!self.modules?.[name]) importScripts(__FURTHER__[name])
  return self.modules![name]!
}

/** Gives a module to the worker; a further script calls it. */
export function provide(module: Partial<Modules>): void {
  self.modules = { ...self.modules, ...module }
}
