/**
 * The script that runs at every start of the worker, with its budget (bytes, brotli). The scripts below are imported when
 * the worker is installed, and run when they are needed (src/service-worker/furtherScripts.ts).
 */
export const WORKER = { input: 'src/service-worker/sw.ts', budget: 20 * 1024 }

export const FURTHER_SCRIPTS = {
  ed25519: { input: 'src/service-worker/ed25519Script.ts', budget: 24 * 1024 },
  // It imports the one above, so it is built after it and has its name.
  delivery: { input: 'src/service-worker/deliveryScript.ts', budget: 24 * 1024 },
}

/** The script that an operator puts in the place of a worker that does harm (`longwave retire`). */
export const RETIRED = { input: 'src/service-worker/retired.ts', budget: 4 * 1024 }

/** The folder of the further scripts. A digest in each name keeps a worker from importing those of another version. */
export const FURTHER_FOLDER = 'assets/worker'
