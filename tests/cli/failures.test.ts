/** What goes wrong around a command: each time it says what, and how to go on. @module */
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandFolder, ended } from '../command.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { freePort } from '../service-process.ts'

let service: RunningService
let cli: CommandFolder

beforeAll(async () => {
  service = await startInProcess()
  cli = await CommandFolder.open({ VERNACULAR_URL: service.address, VERNACULAR_KEY: KEY })
})
afterAll(async () => {
  await cli.close()
  await service.close()
})

test('a service that is down, a wrong key, no key: each with an exit code of its own', async () => {
  const port = await freePort()
  const down = await cli.run('csr list --projects', { VERNACULAR_URL: `http://127.0.0.1:${port}` })
  expect([down.code, down.out]).toEqual([3, ''])
  expect(down.err).toContain('ECONNREFUSED')
  const wrong = await cli.run('csr list --projects --key wrong-key-0123456789')
  expect([wrong.code, wrong.out]).toEqual([4, ''])
  expect(wrong.err).toContain('config @key')
  const none = await cli.run('csr list --projects', { VERNACULAR_KEY: '' })
  expect([none.code, none.out]).toEqual([1, ''])
})

test('a refusal shows the message and the body of the service', async () => {
  const { code, out, err } = await cli.run('csr project create --name P --language xx-XX')
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(/ERROR: POST .*HTTP 400: .*xx-XX/)
  expect(err).toContain('"innerError"')
})

test('quotes, newlines and tabs arrive as they were given', async () => {
  const name = 'Ada "the first"\nand\tonly'
  await writeFile(join(cli.folder, 'name.txt'), name)
  const { out } = await cli.run('csr project create --name @name.txt')
  expect((JSON.parse(out) as { displayName: string }).displayName).toBe(name)
})

test('--wait on work that fails exits with 1, says why, and keeps the id', async () => {
  await writeFile(join(cli.folder, 'bad.zip'), 'no zip at all')
  const { code, out, err } = await cli.run(
    'csr dataset upload --name Bad --kind Acoustic --data bad.zip --output id @bad --wait'
  )
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(/Awaiting dataset \S+ success or failure \.\.\. Failed!/)
  expect(err).toContain('ERROR: dataset')
  const { out: status } = await cli.run('csr dataset status --dataset @bad')
  expect((JSON.parse(status) as { status: string }).status).toBe('Failed')
})

test('--wait ends when its time is over; Ctrl-C says how to go on', async () => {
  // Without blocks it stays NotStarted for as long as one likes.
  const made = await cli.run('csr dataset create --name Empty --kind Language --output id @empty')
  expect(made.code).toBe(0)
  const late = await cli.run('csr dataset status --dataset @empty --wait 50')
  expect([late.code, late.out]).toEqual([1, ''])
  expect(late.err).toContain('Timed-out!')

  const child = cli.start(['csr', 'dataset', 'status', '--dataset', '@empty', '--wait'])
  const end = ended(child)
  let output = ''
  while (!output.includes('Awaiting') && child.stderr) output += (await once(child.stderr, 'data'))[0]
  child.kill('SIGINT')
  const { code, err } = await end
  expect(code).toBe(130)
  expect(err).toMatch(/TRY: vernacular csr dataset status --dataset \S+ --wait/)
})

test('a reader that has seen enough is no fault', async () => {
  const child = cli.start(['help', 'documentation'])
  child.stdout?.destroy()
  const [code] = (await once(child, 'close')) as [number | null]
  expect(code).toBe(0)
})

test('a disk that is full is named, and leaves no half file', async () => {
  const { code, err } = await cli.run('csr list --projects --output json /dev/full')
  expect(code).toBe(1)
  expect(err).toMatch(/\/dev\/full cannot be written: .*ENOSPC/)
})

test('an upload goes on over cut connections, and another call sends only what is missing', async () => {
  const lines = Array.from({ length: 400_000 }, (_, index) => `turn on lamp number ${index % 97} in the hall`)
  await writeFile(join(cli.folder, 'big.txt'), lines.join('\n'))
  const proxy = await cuttingProxy(service.address, 3)
  const through = await cli.run('csr dataset upload --name Big --kind Language --data big.txt', {
    VERNACULAR_URL: proxy.address
  })
  proxy.close()
  expect([through.code, through.err.includes('ERROR')]).toEqual([0, false])
  expect(proxy.cuts()).toBe(3)

  const made = await cli.run('csr dataset create --name Resumed --kind Language --output id @resumed')
  const { self } = JSON.parse(made.out) as { self: string }
  const bytes = await readFile(join(cli.folder, 'big.txt'))
  const id = encodeURIComponent(Buffer.from('000000').toString('base64'))
  await fetch(`${self}/blocks?blockid=${id}`, {
    method: 'PUT',
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/octet-stream' },
    body: bytes.subarray(0, 8 * 2 ** 20)
  })
  const counted = await cuttingProxy(service.address, 0)
  const rest = await cli.run('csr dataset upload --dataset @resumed --data big.txt', {
    VERNACULAR_URL: counted.address
  })
  counted.close()
  expect(rest.code).toBe(0)
  expect(counted.bytes()).toBeGreaterThan(bytes.length - 8 * 2 ** 20)
  expect(counted.bytes()).toBeLessThan(bytes.length - 7 * 2 ** 20)
})

/** Passes bytes on; cuts so many connections once each has sent a megabyte. */
async function cuttingProxy(
  target: string,
  times: number
): Promise<Readonly<{ address: string; close(): Server; cuts(): number; bytes(): number }>> {
  const { port } = new URL(target)
  let cuts = 0
  let bytes = 0
  const server = createServer((client) => {
    const upstream = connect(Number(port), '127.0.0.1')
    let own = 0
    client.on('data', (chunk) => {
      own += chunk.length
      bytes += chunk.length
      if (own > 2 ** 20 && cuts < times) {
        cuts++
        client.destroy()
        upstream.destroy()
      }
    })
    client.on('error', () => upstream.destroy())
    upstream.on('error', () => client.destroy())
    client.pipe(upstream).pipe(client)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const own = typeof address === 'object' && address ? address.port : 0
  return {
    address: `http://127.0.0.1:${own}`,
    close: () => server.close(),
    cuts: () => cuts,
    bytes: () => bytes
  }
}
