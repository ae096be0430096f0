import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { planFixes } from '../../../src/fix.ts';
import type { ScanOptions } from '../../../src/scan.ts';
import { caseOptions } from '../../support/case-options.ts';

/** Ways to write the same program; a fix of the rewritten program must be the rewritten fix of the program. */
const REWRITINGS: Readonly<Record<string, (text: string) => string>> = {
  'with CRLF, tabs and a comment above': (text) => withTabs(`# é 😀\n${unix(text)}`).replaceAll('\n', '\r\n'),
  'with LF, a byte order mark and no last newline': (text) => unix(text).replace(/\n+$/, ''),
};

const unix = (text: string): string => text.replaceAll('\r\n', '\n');

const withTabs = (text: string): string => text.replace(/^(?: {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4));

const RULES = fileURLToPath(new URL('../../rules/', import.meta.url));
const CONNECTIONS = ['session-closed', 'shared-session', 'expire-on-commit', 'url-scheme', 'driver-kind', 'django-pool', 'django-connections', 'django-cursors', 'null-pool', 'pool-recycle']
  .map((slug) => `database/${slug}`);
const FIXED = [...CONNECTIONS, 'database/pool-liveness', 'database/pool-size', 'database/driver-arguments', 'database/connection-budget',
  'async/unbounded-gather', 'async/lost-task', 'async/sequential-awaits', 'http/session-at-import', 'http/session-closed', 'http/timeout',
  'security/cors-credentials', 'security/rate-limit-key', 'security/rate-limit-storage', 'security/allowed-hosts', 'security/https-redirect', 'security/headers', 'security/body-limit',
  'redis/pipeline', 'redis/idempotency', 'redis/rate-window', 'redis/keys-command', 'redis/key-lifetime', 'cache/function-cache', 'cache/async-function-cache'];

function fixedCases(): readonly (readonly [string, string])[] {
  return FIXED.flatMap((rule) => readdirSync(join(RULES, rule)).flatMap((name) => {
    const after = join(RULES, rule, name, 'after');
    return existsSync(after) && pythonBelow(after).length > 0 ? [[rule, name] as const] : [];
  }));
}

const pythonBelow = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.py')).sort();

test.each(Object.entries(REWRITINGS))('fixes are the same in programs %s', async (name, rewrite) => {
  const mark = name.includes('byte order mark') ? '\uFEFF' : '';
  for (const [rule, title] of fixedCases()) {
    const root = mkdtempSync(join(tmpdir(), 'optimize-mutated-'));
    try {
      const folder = join(RULES, rule, title);
      cpSync(join(folder, 'before'), root, { recursive: true });
      for (const path of pythonBelow(root)) writeFileSync(join(root, path), mark + rewrite(readFileSync(join(root, path), 'utf8')));
      const run = await planFixes(root, { ...(await assumptionsOf(folder)), applicabilities: ['safe', 'review'], rules: [rule] });
      const made = Object.fromEntries(run.files.filter(({ path }) => path.endsWith('.py')).map(({ path, after }) => [path, after]));
      const after = join(folder, 'after');
      const wanted = Object.fromEntries(pythonBelow(after).map((path) => [path, rewrite(readFileSync(join(after, path), 'utf8'))]));
      expect({ title, made }).toEqual({ title, made: wanted });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
});

async function assumptionsOf(folder: string): Promise<ScanOptions> {
  return { ...(folder.includes('pool-liveness') ? { edition: '2025.2' } : {}), ...(await caseOptions(folder)) };
}
