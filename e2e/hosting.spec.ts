import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { onPath } from './browsers.ts'
import { freshFolder, longwave, ROOT, SAMPLE_SITE } from './longwave.ts'

const recipe = (name: string) => readFileSync(join(ROOT, 'docs/hosting', name), 'utf8')

function startNginx(port: number): ChildProcess {
  const folder = freshFolder('nginx')
  const site = recipe('nginx.conf')
    .replace('/srv/longwave', SAMPLE_SITE)
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
       ${site}
     }`,
  )
  return spawn(onPath(['nginx', '/usr/sbin/nginx'])!, ['-p', folder, '-c', 'nginx.conf'], {
    stdio: 'ignore',
  })
}

function startCaddy(port: number): ChildProcess {
  const folder = freshFolder('caddy')
  const site = recipe('Caddyfile')
    .replace('/srv/longwave', SAMPLE_SITE)
    .replace(':8080 {', `http://127.0.0.1:${port} {`)
  writeFileSync(join(folder, 'Caddyfile'), `{\n\tadmin off\n}\n${site}`)
  return spawn(
    onPath(['caddy'])!,
    ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'],
    {
      stdio: 'ignore',
      env: { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    },
  )
}

const HOSTS = [
  { name: 'nginx', start: startNginx, found: onPath(['nginx', '/usr/sbin/nginx']) },
  { name: 'Caddy', start: startCaddy, found: onPath(['caddy']) },
]

for (const { name, start, found } of HOSTS) {
  test(`the recipe for ${name} serves a site as readers need it`, async () => {
    test.skip(found === undefined, `${name} is not installed`)
    const port = 20_000 + (process.pid % 20_000) + (name === 'nginx' ? 0 : 1)
    const address = `http://127.0.0.1:${port}/`
    const server = start(port)
    try {
      await expect
        .poll(() =>
          fetch(address).then(
            (r) => r.status,
            () => 0,
          ),
        )
        .toBe(200)
      expect(longwave('verify', address)).toContain('all as signed')

      const [bundle] = readdirSync(join(SAMPLE_SITE, 'bundles'))
      const [picture] = readdirSync(join(SAMPLE_SITE, 'images'))
      for (const path of [`bundles/${bundle}`, `images/${picture}`, 'root/1.json']) {
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
    } finally {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill()
      await ended
    }
  })
}
