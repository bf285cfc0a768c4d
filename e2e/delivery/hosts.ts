import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Fault, is } from '../support/memoryHost.ts'
import type { Device } from './device.ts'

export type Files = ReadonlyMap<string, Uint8Array>

/*
 * Faults of hosts that support/hostFaults.ts does not have, and `stored`, which says what the reader still has
 * afterwards.
 */

export const HTML = { 'Content-Type': 'text/html' }

/** Sends a login page instead of the file, longer than any file. */
export const login = (response: ServerResponse) =>
  response
    .writeHead(200, HTML)
    .end(`<!doctype html><title>Welcome</title>${'<p>Please log in.</p>'.repeat(4000)}`)

/** Sends letters as long as the connection takes them. */
export function endlessBody(to: ServerResponse | Socket): true {
  const more = () => {
    while (!to.destroyed && to.write('x'.repeat(16_384)));
    if (!to.destroyed) to.once('drain', more)
  }
  to.on('error', () => {})
  more()
  return true
}

/** Begins an answer on the socket itself, because node:http would repair a broken one. */
export function answerRaw(response: ServerResponse, version: string, ...headers: string[]): Socket {
  const socket = response.socket!
  const head = [`HTTP/${version} 200 OK`, 'Access-Control-Allow-Origin: *', ...headers, '', '']
  socket.write(head.join('\r\n'))
  return socket
}

/** A fault that spoils bundles and serves all other files unchanged. */
export const spoiledBundles =
  (spoil: (files: Files, name: string, response: ServerResponse) => unknown) =>
  (files: Files): Fault =>
  (name, response) => {
    if (!is('bundles')(name)) return false
    spoil(files, name, response)
    return true
  }

/** Everything the device stores of its publications, without the record of when and how the last sync went. */
export async function stored(device: Device) {
  const { publications, ...rest } = await device.contents()
  return {
    ...rest,
    releases: publications.map(({ release, root, floor }) => [release, root, floor]),
  }
}
