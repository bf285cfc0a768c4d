/**
 * What every start of the worker runs (bytes, brotli). The scripts below are imported when the worker is installed and run
 * when they are needed (src/service-worker/furtherScripts.ts).
 */
export const WORKER = { input: 'src/service-worker/sw.ts', budget: 20 * 1024 }

export const FURTHER_SCRIPTS = {
  delivery: { input: 'src/service-worker/deliveryScript.ts', budget: 24 * 1024 },
  ed25519: { input: 'src/service-worker/ed25519Script.ts', budget: 24 * 1024 },
}

/** An operator puts it in the place of a worker that does harm (`longwave retire`). */
export const RETIRED = { input: 'src/service-worker/retired.ts', budget: 4 * 1024 }

/** Where the further scripts lie. A digest in each name keeps a worker from importing those of another version. */
export const FURTHER_FOLDER = 'assets/worker'
