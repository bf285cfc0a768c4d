import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Publication, placeOf, type SourceEntry } from '../files/publicationFile.ts'

/**
 * The hosts and folders that the publisher names and so trusts. Addresses found inside pages and feeds are not trusted:
 * otherwise a hostile feed could read, and so publish, files that only this machine can reach.
 */
export interface Trust {
  /** Hosts with their ports (`cms.local:8080`) that may be on this machine or its network. */
  hosts: ReadonlySet<string>
  /** Absolute paths of folders below which images may be read. */
  folders: readonly string[]
}

/**
 * The trust of a whole publication: its folder, and the places that its sources and the images of its sections name.
 */
export async function trustOf({ file, folder }: Publication): Promise<Trust> {
  const images = file.sections.flatMap(({ image }) =>
    image === undefined ? [] : [typeof image === 'string' ? image : image.source],
  )
  const sources = await trustIn(
    file.sections.flatMap(({ sources }) => sources),
    folder,
  )
  return {
    hosts: new Set([...sources.hosts, ...images.filter(isWeb).map(hostOf)]),
    folders: [resolve(folder), ...sources.folders],
  }
}

/** The trust of sources: the hosts they name, and the folders they are or lie in. */
export async function trustIn(sources: SourceEntry[], folder: string): Promise<Trust> {
  const places = sources.map(placeOf)
  const folders: string[] = []
  for (const place of places.filter((place) => !isWeb(place))) {
    const path = pathOf(place, folder)
    const kind = await stat(path).catch(() => undefined)
    if (kind) folders.push(kind.isDirectory() ? path : dirname(path))
  }
  return {
    hosts: new Set(places.filter((place) => isWeb(place) && URL.canParse(place)).map(hostOf)),
    folders: [...new Set(folders)],
  }
}

export function isWeb(place: string): boolean {
  return /^https?:\/\//i.test(place)
}

/** @param folder the folder that a relative path is relative to */
export function pathOf(place: string, folder: string): string {
  return /^file:\/\//i.test(place) ? fileURLToPath(place) : resolve(folder, place)
}

function hostOf(address: string): string {
  return new URL(address).host
}
