import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printed, readStart } from './reading.ts';

const CASES = new URL('../../../shared/oracles/start-command-cases.json', import.meta.url);

interface OracleCase {
  readonly id: number;
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  readonly dirs: readonly string[];
  readonly expect: {
    readonly server: string | null;
    readonly exit: number;
    readonly app?: string;
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly workers_effective?: number;
  };
}

function wanted({ expect: answer }: OracleCase): Readonly<Record<string, string>> {
  const settings = answer.settings ?? {};
  const shared = { 'start.server': answer.server ?? '', 'start.app': answer.app ?? '' };
  if (answer.server === 'uvicorn') return { ...shared, 'server.workers': String(answer.workers_effective), 'server.bind': `${settings['host']}:${settings['port']}`, 'server.reload': String(settings['reload']), 'server.keepAlive': String(settings['timeout_keep_alive']) };
  const bind = settings['bind'] as readonly string[];
  return { ...shared, 'server.workers': String(settings['workers']), 'server.workerClass': String(settings['worker_class_effective']), 'server.threads': String(settings['threads']), 'server.timeout': String(settings['timeout']),
    'server.gracefulTimeout': String(settings['graceful_timeout']), 'server.keepAlive': String(settings['keepalive']), 'server.maxRequests': String(settings['max_requests']), 'server.preload': String(settings['preload_app']), 'server.reload': String(settings['reload']),
    'server.bind': bind.length === 1 ? String(bind[0]) : JSON.stringify(bind) };
}

/** Variables that the oracle's machine did not have. */
function unsetIn({ command, env }: OracleCase): readonly string[] {
  const named = [...command.matchAll(/\$\{?(\w+)/g)].map((match) => match[1] ?? '');
  return [...new Set(['PORT', 'WEB_CONCURRENCY', ...named])].filter((name) => !Object.hasOwn(env, name));
}

test.skipIf(!existsSync(CASES))('says what gunicorn and uvicorn said of the same commands (skipped without ../shared)', async () => {
  const cases = (JSON.parse(readFileSync(CASES, 'utf8')) as { cases: OracleCase[] }).cases;
  const comparable = cases.filter((one) => one.expect.server !== null && one.expect.exit === 0 && one.expect.settings !== undefined);
  const differences: string[] = [];
  let compared = 0;
  for (const one of comparable) {
    const reading = await readStart({ command: one.command, files: one.files, folders: one.dirs, environment: one.env, unset: unsetIn(one) });
    for (const [name, value] of Object.entries(wanted(one))) {
      compared += 1;
      const got = printed(reading, name as 'server.bind');
      if (got !== value) differences.push(`#${one.id} ${one.command} ${name}: ${got} instead of ${value}`);
    }
  }
  expect(compared).toBeGreaterThan(500);
  expect(differences.length / compared, differences.join('\n')).toBeLessThanOrEqual(0.01);
});

test.skipIf(!existsSync(CASES))('calls nothing known that a server refuses (skipped without ../shared)', async () => {
  const cases = (JSON.parse(readFileSync(CASES, 'utf8')) as { cases: OracleCase[] }).cases;
  const refused = cases.filter((one) => one.expect.server !== null && one.expect.exit === 2);
  const claims: string[] = [];
  for (const one of refused) {
    const reading = await readStart({ command: one.command, files: one.files, folders: one.dirs, environment: one.env, unset: unsetIn(one) });
    if (!printed(reading, 'start.app').startsWith('?')) claims.push(one.command);
  }
  expect(claims).toEqual([]);
});
