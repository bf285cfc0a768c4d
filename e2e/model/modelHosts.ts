import type { ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import { HOST_FAULTS } from '../support/hostFaults.ts'
import type { MemoryHost } from '../support/memoryHost.ts'

type Files = MemoryHost['files']

/** What ails a host. */
export interface Broken {
  /** One of HOST_FAULTS or MODEL_FAULTS. */
  with: string
  /** The files it concerns: those whose names begin so. */
  files: string
  /** The edition a host has that serves an old one. */
  old: Files
}

let deliveries = 0

/**
 * The two hosts of a publication. A request waits until the run lets it be answered, and carries the number of the
 * delivery that makes it (deliveryWorker.ts): what a killed worker has asked for neither waits nor counts any more.
 */
export class ModelHosts {
  readonly broken: (Broken | undefined)[] = []
  private readonly hosts: readonly MemoryHost[]
  private readonly page: Page
  private readonly newest: () => Files
  private readonly stranger: Files
  /** Requests that wait. */
  private readonly held = new Map<ServerResponse, () => void>()
  /** Deliveries under way, and the requests of each that are not over. */
  private readonly open = new Map<number, Set<ServerResponse>>()
  /** Requests that are answered before all others wait. */
  private allowance = 0
  private moved = () => {}

  /**
   * @param newest what a good host serves at this moment
   * @param stranger another publisher's publication under the same id
   */
  constructor(hosts: readonly MemoryHost[], page: Page, newest: () => Files, stranger: Files) {
    this.hosts = hosts
    this.page = page
    this.newest = newest
    this.stranger = stranger
    for (const [index, host] of hosts.entries()) {
      host.fault = (name, response) => {
        this.receive(index, name, response)
        return true
      }
    }
  }

  /** @returns the number of a delivery that begins */
  begin(): number {
    this.open.set(++deliveries, new Set())
    return deliveries
  }

  /** A delivery has ended, or was killed. */
  end(delivery: number): void {
    const responses = this.open.get(delivery) ?? []
    this.open.delete(delivery)
    for (const response of responses) response.destroy()
    this.moved()
  }

  /** Lets so many requests be answered: those that wait, and then others. */
  answer(count = Number.POSITIVE_INFINITY): void {
    this.allowance = count
    for (const [response, answer] of this.held) {
      if (this.allowance === 0) break
      this.allowance--
      this.held.delete(response)
      answer()
    }
  }

  /** Nothing moves any more: deliveries have ended, or wait for an answer. */
  async untilAtRest(): Promise<void> {
    while (this.open.size > 0 && (this.allowance > 0 || this.held.size === 0)) {
      await new Promise<void>((resolve) => {
        this.moved = resolve
      })
    }
  }

  private receive(host: number, name: string, response: ServerResponse): void {
    const request = new URL(response.req.url!, 'http://host').searchParams.get('request')!
    const responses = this.open.get(Number.parseInt(request, 10))
    if (!responses) {
      // Its worker was killed while it was on the way.
      response.destroy()
      return
    }
    responses.add(response)
    response.once('close', () => {
      responses.delete(response)
      this.held.delete(response)
    })
    if (this.allowance > 0) {
      this.allowance--
      this.send(host, name, response, request)
    } else {
      this.held.set(response, () => this.send(host, name, response, request))
    }
    this.moved()
  }

  private send(host: number, name: string, response: ServerResponse, request: string): void {
    const files = this.newest()
    const mirror = this.hosts[host]!
    const broken = this.broken[host]
    if (!broken || !name.startsWith(broken.files) || !files.has(name)) {
      mirror.serve(name, response, files)
    } else if (broken.with === 'serves an old edition') mirror.serve(name, response, broken.old)
    else if (broken.with === "serves a stranger's edition") {
      mirror.serve(name, response, this.stranger)
    } else if (HOST_FAULTS[broken.with]) HOST_FAULTS[broken.with]!(name, response, files)
    else {
      const file = files.get(name)!
      if (broken.with === 'stops in the middle') {
        response.writeHead(200, { 'Content-Length': file.length })
        response.write(file.subarray(0, file.length >> 1))
      }
      this.page
        .evaluate((of) => window.pageApi.endWaitFor(of), request)
        // The page is being loaded anew: the request ends with it.
        .catch(() => undefined)
    }
  }
}
