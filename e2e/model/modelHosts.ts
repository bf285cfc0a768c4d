import type { ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import { HOST_FAULTS } from '../support/hostFaults.ts'
import type { MemoryHost } from '../support/memoryHost.ts'

type Files = MemoryHost['files']

/** How a host is broken. */
export interface Broken {
  /** Name of one of HOST_FAULTS or MODEL_FAULTS. */
  with: string
  /** Beginning of the names of the files that the fault concerns. */
  files: string
  /** The files of an old edition, for a host that serves one. */
  old: Files
}

let deliveries = 0

/**
 * The two hosts of a publication. A request waits until the run lets it be answered. It carries the number of the
 * delivery that makes it (deliveryWorker.ts), so that requests of a killed worker neither wait nor count any more.
 */
export class ModelHosts {
  readonly broken: (Broken | undefined)[] = []
  private readonly hosts: readonly MemoryHost[]
  private readonly page: Page
  private readonly newest: () => Files
  private readonly stranger: Files
  /** Waiting requests. */
  private readonly held = new Map<ServerResponse, () => void>()
  /** Running deliveries, each with its open requests. */
  private readonly open = new Map<number, Set<ServerResponse>>()
  /** How many requests are answered before all others wait. */
  private allowance = 0
  private moved = () => {}

  /**
   * @param newest returns the files that a good host serves now
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

  /** Registers a delivery that begins. @returns its number */
  begin(): number {
    this.open.set(++deliveries, new Set())
    return deliveries
  }

  /** Ends a delivery that has finished or was killed. */
  end(delivery: number): void {
    const responses = this.open.get(delivery) ?? []
    this.open.delete(delivery)
    for (const response of responses) response.destroy()
    this.moved()
  }

  /** Lets this many requests be answered, the waiting ones first. */
  answer(count = Number.POSITIVE_INFINITY): void {
    this.allowance = count
    for (const [response, answer] of this.held) {
      if (this.allowance === 0) break
      this.allowance--
      this.held.delete(response)
      answer()
    }
  }

  /** Waits until every delivery has ended or waits for an answer. */
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
      // The worker of this request was killed while the request was on its way.
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
        // The page is being reloaded, which ends the request.
        .catch(() => undefined)
    }
  }
}
