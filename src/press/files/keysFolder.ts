import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/**
 * The folder for secret keys in the user's configuration: outside every project, so that no copy, upload or commit of a
 * project takes a key along. Follows the XDG Base Directory Specification, on macOS too, and %APPDATA% on Windows.
 */
export function keysFolder(): string {
  const { XDG_CONFIG_HOME: xdg, APPDATA: appData } = process.env
  // The specification says that a relative path in the variable is to be ignored.
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'longwave', 'keys')
  if (process.platform === 'win32' && appData) return join(appData, 'longwave', 'keys')
  return join(homedir(), '.config', 'longwave', 'keys')
}

/** The file of a key of a publication, unless the operator names another. */
export function keyFile(id: string, role: 'release' | 'root'): string {
  return join(keysFolder(), `${id}.${role}.json`)
}
