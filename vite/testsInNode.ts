import type { Plugin } from 'vite'

/**
 * Removes the conditions by which vite-plugin-solid selects browser and development builds in every test: the press and its
 * libraries run in Node and are tested as they ship.
 */
export function testsInNode(): Plugin {
  return {
    name: 'longwave:tests-in-node',
    enforce: 'post',
    configEnvironment(_, { resolve }) {
      if (!process.env.VITEST || !resolve?.conditions) return
      resolve.conditions = resolve.conditions.filter((name) => !/^(?:browser|dev)/.test(name))
    },
  }
}
