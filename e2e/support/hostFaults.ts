import type { ServerResponse } from 'node:http'
import { flip, type MemoryHost } from './memoryHost.ts'

export type HostFault = (name: string, response: ServerResponse, files: MemoryHost['files']) => void

/** Faults of hosts, and of networks before them, in place of sending the file. */
export const HOST_FAULTS: Record<string, HostFault> = {
  'refuses for now': (_, response) => response.writeHead(503).end('later'),
  'has lost the file': (_, response) => response.writeHead(404).end('nothing here'),
  'hangs up': (_, response) => response.destroy(),
  'hangs up in the middle': (name, response, files) => {
    const file = files.get(name)!
    response.writeHead(200, { 'Content-Length': file.length })
    response.write(file.subarray(0, file.length >> 1), () => response.destroy())
  },
  'ends too soon': (name, response, files) => {
    const file = files.get(name)!
    response.writeHead(200).end(file.subarray(0, file.length - 1))
  },
  'sends a wrong bit': (name, response, files) => response.writeHead(200).end(flip(files, name)),
  'wants a login': (_, response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html><title>Hotel</title>'),
  'sends one elsewhere': (_, response) =>
    response.writeHead(302, { Location: 'http://127.0.0.1:9/' }).end(),
}
