import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedis, WITHOUT_REDIS, type RealRedis } from '../../support/real-redis.ts';
import { PYTHON, run, WITHOUT_PYTHON } from '../../support/real-tools.ts';

/** What rules say of redis-py and functools, shown by them on a real Redis: one process answers for each version of redis-py. */
const PROGRAM = fileURLToPath(new URL('./claims.py', import.meta.url));
const NEWER = fileURLToPath(new URL('../../../.venv/redis-8/', import.meta.url));
const CASES = fileURLToPath(new URL('../../rules/', import.meta.url));
const isMissing = WITHOUT_REDIS || WITHOUT_PYTHON;
const isNewerMissing = isMissing || (!existsSync(NEWER) && !process.env['CI']);

const CLAIMS = [
  ['a pipeline that hides a decision answers "duplicate" for an order that was refused', 'refused', ['refused', 'duplicate']],
  ['an order that is refused before its key is claimed is processed later', 'asked-first', ['refused', 'processed', 'duplicate']],
  ['two deliveries at once both find no key', 'processed', 2],
  ['one of two deliveries claims the key', 'claimed', 1],
  ['EXPIRE with NX leaves an expiry alone', 'expire', [1, true, false, 60]],
  ['SCAN gives what KEYS gives', 'keys', true],
  ['a client before 8 waits for ever', 'socket-timeout', null],
  ['a window that each hit begins anew never ends', 'window', 12],
  ['a window with NX ends', 'window-nx', true],
  ['BRPOP gives a pair, which cannot be decoded', 'popped', [expect.stringContaining('TypeError'), 1]],
  ['lru_cache around a coroutine fails the second time', 'functools.lru_cache', ['a', 'cannot reuse already awaited coroutine']],
  ['cache around a coroutine fails the second time', 'functools.cache', ['a', 'cannot reuse already awaited coroutine']],
  ['cachetools around a coroutine fails the second time', 'cachetools.cached', ['a', 'cannot reuse already awaited coroutine']],
  ['alru_cache gives the result again', 'async_lru.alru_cache', ['a', 'a']],
] as const;

/** Cases whose handlers answer alike before and after the fix, and leave the same keys. */
const HANDLERS = [
  ['reads', 'redis/pipeline/three-reads', 'board', ['ada']], ['writes', 'redis/pipeline/reads-and-writes', 'visit', ['ada']],
  ['a claim', 'redis/idempotency/mark-behind-the-question', 'hook', ['e1']], ['a walk through the keys', 'redis/keys-command/keys-of-a-prefix', 'clear', []],
] as const;

let server: RealRedis | undefined;
const answers = new Map<string, unknown>();

beforeAll(async () => {
  if (isMissing) return;
  server = await startRedis();
  const runs = HANDLERS.flatMap(([, folder, handler, given]) => ['before', 'after'].map((state) => ['run', `${CASES}${folder}/${state}/shop.py`, handler, ...given]));
  await ask([...CLAIMS.map(([, claim]) => [claim]), ...runs]);
  if (!isNewerMissing) await ask([['socket-timeout'], ['blocked'], ['waiting']], NEWER);
});
afterAll(async () => { await server?.stop(); });

async function ask(questions: readonly (readonly string[])[], folder = ''): Promise<void> {
  const env = { ...process.env, ...(folder === '' ? {} : { PYTHONPATH: folder }) };
  const printed = await run(PYTHON, ['-W', 'ignore', PROGRAM, server?.url ?? '', JSON.stringify(questions)], { env });
  for (const [index, answer] of (JSON.parse(printed) as readonly unknown[]).entries()) answers.set(`${folder}${questions[index]?.join(' ')}`, answer);
}

describe.skipIf(isMissing)('redis-py and functools', () => {
  it.each(CLAIMS)('%s', (_name, claim, expected) => { expect(answers.get(claim)).toEqual(expected); });
});

describe.skipIf(isNewerMissing)('redis-py 8', () => {
  it('gives up on an answer after 5 seconds', () => { expect(answers.get(`${NEWER}socket-timeout`)).toBe(5); });

  it('breaks off a command that waits longer than its connection', () => {
    expect(answers.get(`${NEWER}blocked`)).toContain('TimeoutError');
    expect(answers.get(`${NEWER}waiting`)).toBe('None');
  });
});

describe.skipIf(isMissing)('what a fix leaves', () => {
  it.each(HANDLERS)('%s: answers as before, and leaves the same keys', (_name, folder, handler, given) => {
    const [before, after] = ['before', 'after'].map((state) => answers.get(['run', `${CASES}${folder}/${state}/shop.py`, handler, ...given].join(' ')));
    expect(before).toBeDefined();
    expect(after).toEqual(before);
  });
});
