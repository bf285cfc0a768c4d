import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onPath } from '../support/browsers.mjs'
import { freshFolder, ROOT } from '../support/folders.ts'
import { close, listen } from '../support/host.ts'
import { GREY_SQUARE } from '../support/newsroom.ts'
import { longwave, markdown, pressSite, publication } from '../support/press.ts'
import { test as base, expect } from '../support/test.ts'

const recipe = (name: string) => readFileSync(join(ROOT, 'docs/hosting', name), 'utf8')

function startNginx(command: string, site: string, port: number): ChildProcess {
  const folder = freshFolder('nginx')
  const server = recipe('nginx.conf')
    .replace('/srv/longwave', site)
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
  mkdirSync(join(folder, 'logs'))
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid nginx.pid; error_log logs/error.log;
     ${process.getuid?.() === 0 ? 'user root;' : ''}
     events {}
     http {
       access_log off;
       ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`).join(' ')}
       ${server}
     }`,
  )
  return spawn(command, ['-p', folder, '-c', 'nginx.conf'], { stdio: 'ignore' })
}

function startCaddy(command: string, site: string, port: number): ChildProcess {
  const folder = freshFolder('caddy')
  const server = recipe('Caddyfile')
    .replace('/srv/longwave', site)
    .replace(':8080 {', `http://127.0.0.1:${port} {`)
  writeFileSync(join(folder, 'Caddyfile'), `{\n\tadmin off\n}\n${server}`)
  return spawn(command, ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], {
    stdio: 'ignore',
    env: { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  })
}

const SERVERS = [
  { name: 'nginx', start: startNginx, command: onPath(['nginx', '/usr/sbin/nginx']) },
  { name: 'Caddy', start: startCaddy, command: onPath(['caddy']) },
]

/** A port that no server listens on. */
async function freePort(): Promise<number> {
  const server = createServer()
  await listen(server, 0)
  const { port } = server.address() as AddressInfo
  await close(server)
  return port
}

interface Fixtures {
  /** Starts a server that runs until the test ends. */
  run: (start: () => ChildProcess) => void
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  run: async ({}, use) => {
    const ended: Promise<unknown>[] = []
    const running: ChildProcess[] = []
    await use((start) => {
      const child = start()
      running.push(child)
      ended.push(new Promise((resolve) => child.once('exit', resolve)))
    })
    for (const child of running) child.kill()
    await Promise.all(ended)
  },
})

for (const { name, start, command } of SERVERS) {
  test(`the recipe for ${name} serves a site as readers need it`, async ({ run }) => {
    test.skip(command === undefined, `${name} is not installed`)
    const site = await pressSite(
      publication('hosted', {
        'all/first.md': markdown({ title: 'First' }, '![A grey square](../square.svg)\n\nWords.'),
        'square.svg': GREY_SQUARE,
      }),
    )
    const port = await freePort()
    const address = `http://127.0.0.1:${port}/`
    run(() => start(command!, site, port))
    const status = () =>
      fetch(address).then(
        (response) => response.status,
        () => 0,
      )
    await expect.poll(status).toBe(200)
    expect(await longwave('verify', address)).toContain('all as signed')

    const [bundle] = readdirSync(join(site, 'bundles'))
    const [image] = readdirSync(join(site, 'images'))
    for (const path of [`bundles/${bundle}`, `images/${image}`, 'root/1.json']) {
      const { headers } = await fetch(address + path)
      expect(headers.get('cache-control'), path).toContain('immutable')
      expect(headers.get('access-control-allow-origin'), path).toBe('*')
    }
    const packed = await fetch(`${address}bundles/${bundle}`)
    expect(packed.headers.get('content-encoding')).toBeNull()
    for (const path of ['', 'head.json', 'sw.js']) {
      const { headers } = await fetch(address + path)
      expect(headers.get('cache-control'), path).toBe('no-cache')
      expect(headers.get('content-encoding'), path).toBeTruthy()
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    }
    const front = await fetch(address)
    expect(front.headers.get('content-type')).toMatch(/^text\/html; ?charset=utf-8$/i)
    expect(front.headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
    const manifest = await fetch(`${address}manifest.webmanifest`)
    expect(manifest.headers.get('content-type')).toContain('application/manifest+json')
    const missing = await fetch(`${address}nowhere/`)
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('There is no such page')
  })
}
