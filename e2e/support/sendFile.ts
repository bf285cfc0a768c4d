import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join } from 'node:path'

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** Sends a file of a folder as a plain host does: with its type and no other header of its own. */
export async function sendFile(
  folder: string,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname
  const bytes = await readFile(join(folder, name)).catch(() => undefined)
  const type = TYPES[extname(name)] ?? 'application/octet-stream'
  response.writeHead(bytes ? 200 : 404, { 'Content-Type': type }).end(bytes)
}
