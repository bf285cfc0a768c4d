import { describe, expect, it } from 'vitest'
import type { HostRow, PublicationRow } from '#library/schema.ts'
import { DeliveryError } from './DeliveryError.ts'
import { mirrorRecords, mirrorsOf } from './mirrors.ts'

const NOW = Date.parse('2026-11-23T12:00:00Z')
const first = 'https://first.example/'
const second = 'https://second.example/'

/** @returns the records of both hosts after the first one has failed and the second one stood in, or failed as well */
function after(
  hosts: Record<string, HostRow>,
  failure: DeliveryError,
  { rescued = true } = {},
): Record<string, HostRow> {
  const outcomes = new Map([
    [first, failure],
    [second, rescued ? undefined : failure],
  ])
  const row = { hosts } as PublicationRow
  return mirrorRecords(row, { addresses: [first, second], outcomes }, new Date(NOW).toISOString())
}

const failure = (retryAfter = 0) =>
  new DeliveryError('unreachable', 'answered 503', undefined, retryAfter)

const restOf = (hosts: Record<string, HostRow>) => ((hosts[first]?.retryAfter ?? NOW) - NOW) / 1000

describe('mirrorsOf', () => {
  it('leaves out what a face names on the network of the reader, also in rows of an older app, and asks what the reader added', () => {
    const named = [
      'http://127.0.0.1:47131/apply.cgi?dns=6.6.6.6#',
      'https://router.home/',
      'https://[::7f00:1]/',
      'https://name:word@second.example/',
      'https://second.example/?reboot=1',
      'https://second.example/\t',
      second,
    ]
    const added = 'http://192.168.1.7/'
    const row = { address: first, addedMirrors: [added] } as PublicationRow
    const release = { mirrors: named } as NonNullable<PublicationRow['release']>
    expect(mirrorsOf({ ...row, release })).toEqual([first, added, second])
    expect(mirrorsOf({ ...row, mirrors: named })).toEqual([first, added, second])
  })
})

describe('mirrorRecords', () => {
  it('lets a host that keeps failing rest longer each time, up to an hour', ({ task }) => {
    task.meta.fault = [66]
    const rests: number[] = []
    let hosts: Record<string, HostRow> = {}
    for (let time = 0; time < 9; time++) {
      hosts = after(hosts, failure())
      rests.push(restOf(hosts))
    }
    expect(rests).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
    expect(hosts[first]).toMatchObject({ failed: 9, lastFailure: 'unreachable' })
    expect(hosts[second]).toMatchObject({ ok: 9, failed: 0 })
  })

  it('lets it rest as long as it asks for, and no longer than an hour', () => {
    expect(restOf(after({}, failure(600_000)))).toBe(600)
    expect(restOf(after({}, failure(86_400_000)))).toBe(3600)
  })

  it('counts a failure against no host where all have failed', () => {
    const hosts = after({ [first]: { ok: 3, failed: 0 } }, failure(), { rescued: false })
    expect(hosts[first]).toEqual({ ok: 3, failed: 0, lastFailure: 'unreachable' })
    expect(hosts[second]).toEqual({ ok: 0, failed: 0, lastFailure: 'unreachable' })
  })
})
