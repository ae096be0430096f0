import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spawnSync } from 'node:child_process';
import { Agent, get, globalAgent } from 'node:http';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTemplate } from '../../../src/fixes/templates/read-template.ts';
import { nodeFile, WITHOUT_NODE } from '../../support/real-tools.ts';

/** A server that answers, and counts its connections. */
let server: Server;
let port = 0;
let connections = 0;

beforeAll(async () => {
  server = createServer({ keepAliveTimeout: 600_000 }, (_request, response) => response.end('1'));
  server.on('connection', () => { connections += 1; });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  port = (server.address() as AddressInfo).port;
});

afterAll(() => { server.closeAllConnections(); server.close(); });

describe('promises', () => {
  const program = (call: string, before = ''): string => `${before}
async function tell() { await null; throw new Error('lost'); }
setTimeout(() => { console.log('still there'); }, 50);
${call};`;

  test.each([
    ['nobody catches', program('tell()'), 1],
    ['void does not catch', program('void tell()'), 1],
    ['a catch at the call does', program('tell().catch((error) => console.error(error))'), 0],
    ['a handler of the process does', program('tell()', "process.on('unhandledRejection', () => {});"), 0],
  ])('that are rejected end the process when %s', (_name, text, code) => {
    const ended = spawnSync(process.execPath, ['-e', text], { encoding: 'utf8' });
    expect([ended.status, ended.stdout.trim()]).toEqual([code, code === 0 ? 'still there' : '']);
  });

  test.each([['Promise.all(items.map(task))', 24], ['mapWithLimit(items, 4, task)', 4]])('%s: so many run at once', async (call, most) => {
    const helper = readTemplate('node/map-with-limit.js') ?? '';
    const ended = spawnSync(process.execPath, ['-e', `
let now = 0, most = 0;
const items = Array.from({ length: 24 }, (_, index) => index);
const task = async (item) => { now += 1; most = Math.max(most, now); await new Promise((done) => setTimeout(done, (item * 7) % 20)); now -= 1; return item * 2; };
${helper}
${call}.then((found) => console.log(JSON.stringify([most, found.every((each, index) => each === index * 2), found.length])));`], { encoding: 'utf8' });
    expect(JSON.parse(ended.stdout)).toEqual([most, true, 24]);
  });

  test('the helper fails as Promise.all does, and takes an empty list', () => {
    const helper = readTemplate('node/map-with-limit.js') ?? '';
    const ended = spawnSync(process.execPath, ['-e', `${helper}
mapWithLimit([], 4, async () => 1).then((found) => console.log(found.length));
mapWithLimit([1, 2], 4, async (item) => { if (item === 2) throw new Error('no'); return item; }).catch((error) => console.log(error.message));`], { encoding: 'utf8' });
    expect(ended.stdout.trim().split('\n').sort()).toEqual(['0', 'no']);
  });
});

describe('agents', () => {
  const ask = (agent: Agent): Promise<void> => new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent }, (answer) => { answer.resume(); answer.on('end', () => setImmediate(resolve)); }).on('error', reject);
  });

  test.each([
    ['one that the program makes', () => new Agent({ maxSockets: 20 }), 5],
    ['one with keepAlive', () => new Agent({ keepAlive: true }), 1],
    ["Node's own", () => globalAgent, 1],
  ] as const)('%s', async (_name, make, opened) => {
    const agent = make();
    const before = connections;
    for (let count = 0; count < 5; count += 1) await ask(agent);
    expect(connections - before).toBe(opened);
    agent.destroy();
  });
});

describe.skipIf(WITHOUT_NODE)('fetch', () => {
  test('undici gives up after five minutes', () => {
    const { Client } = createRequire(nodeFile('undici/package.json'))('undici') as { Client: new (address: string) => object };
    const client = new Client('http://127.0.0.1:1');
    const limits = Object.getOwnPropertySymbols(client).filter(({ description }) => description === 'headers timeout' || description === 'body timeout');
    expect(limits.map((symbol) => (client as Record<symbol, unknown>)[symbol])).toEqual([300_000, 300_000]);
  });
});
