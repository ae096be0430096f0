import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { liveStateText } from '../src/live/state-file.ts';
import { makeProject, optimize } from './support/cli.ts';
import { validateFix } from './support/fix-run.ts';
import { liveState, type GivenService } from './support/live-state.ts';
import { withDouble } from './support/railway-double.ts';

const FILES = {
  Procfile: 'web: gunicorn shop.wsgi --bind 127.0.0.1:8000 --workers 2 # local\n', 'requirements.txt': 'gunicorn==23.0.0\ndjango==5.2.8\n',
  'shop/wsgi.py': 'from django.core.wsgi import get_wsgi_application\n\napplication = get_wsgi_application()\n',
};
const RULE = 'network/bind-address';

const made: { readonly remove: () => void }[] = [];
afterEach(() => { for (const each of made.splice(0)) each.remove(); });

/** A project beside what Railway says of its one service. */
function project(service: GivenService, files: Readonly<Record<string, string>> = {}) {
  const one = makeProject({ ...FILES, ...files });
  made.push(one);
  const facts = join(one.root, 'facts.json');
  writeFileSync(facts, liveStateText(liveState({ services: [service] })));
  return { root: one.root, facts };
}

const started = (command: string): GivenService => ({ settings: { 'deploy.startCommand': command } });

async function fixDocument(root: string, words: readonly string[]) {
  const { stdout } = await optimize(['fix', root, '--dry-run', '--json', '--as-of', '2026-11-22', ...words]);
  const document = JSON.parse(stdout) as { fixes: { rule: string }[]; refused: { rule: string; because: string }[]; waiting: Record<string, number> };
  expect(validateFix(document), JSON.stringify(validateFix.errors)).toBe(true);
  return { fixes: document.fixes.map(({ rule }) => rule), refused: Object.fromEntries(document.refused.map(({ rule, because }) => [rule, because])), waiting: document.waiting };
}

describe('a fix with what Railway says', () => {
  it('leaves a file alone that Railway does not follow', async () => {
    const { root, facts } = project(started('gunicorn shop.wsgi --bind [::]:$PORT --workers 2'));
    expect((await fixDocument(root, ['--rule', RULE])).fixes).toEqual([RULE]);
    const joined = await optimize(['fix', root, '--dry-run', '--as-of', '2026-11-22', '--live-from', facts]);
    expect([joined.exitCode, joined.stdout]).toEqual([0, '']);
    expect(joined.stderr).toContain('with Railway: production of shop, read 2026-11-22 03:10');
  });

  it('is refused where the setting stands on Railway, by flag and by configuration', async () => {
    const { root, facts } = project(started('gunicorn shop.wsgi --bind 127.0.0.1:9000 --workers 2'));
    const said = { fixes: [], refused: { [RULE]: 'no file of the project holds the start command' } };
    expect(await fixDocument(root, ['--rule', RULE, '--live-from', facts])).toMatchObject(said);
    writeFileSync(join(root, 'optimize.yaml'), 'live: facts.json\n');
    expect(await fixDocument(root, ['--rule', RULE])).toMatchObject(said);
    expect((await fixDocument(root, ['--rule', RULE, '--no-config'])).fixes).toEqual([RULE]);
  });

  it('counts what is made on Railway, and says which command plans it', async () => {
    const quoted: GivenService = { ...started('gunicorn shop.wsgi'), variables: { DJANGO_SETTINGS_MODULE: { shown: '"…"', quoted: '"' } } };
    const { root, facts } = project(quoted);
    const words = ['--review', '--live-from', facts];
    const all = await fixDocument(root, words);
    expect(all.waiting['platform']).toBeGreaterThan(0);
    expect(all.waiting['review']).toBe(0);
    const rule = 'platform/variable-quotes';
    expect((await fixDocument(root, [...words, '--rule', rule])).refused).toEqual({ [rule]: 'it stands on Railway and in no file; `optimize railway diff` plans it' });
    expect((await optimize(['fix', root, '--dry-run', '--as-of', '2026-11-22', ...words])).stderr).toMatch(/(fix is|fixes are) made on Railway: `optimize railway diff` plans/);
    expect((await fixDocument(root, ['--review'])).waiting['platform']).toBe(0);
  });

  it('asks Railway with --live alone, and changes nothing there', async () => {
    const double = withDouble();
    made.push(double);
    const { root } = project({}, { 'optimize.yaml': 'services:\n  app: { railway: web }\n' });
    await optimize(['fix', root, '--dry-run'], { env: double.env });
    expect(double.allCalls()).toEqual([]);
    const { stderr } = await optimize(['fix', root, '--dry-run', '--live'], { env: double.env });
    expect(stderr).toContain('with Railway: production of shop');
    expect(double.calls().every(({ words }) => !/set|edit|delete|scale|up|apply/.test(words.slice(0, 2).join(' ')))).toBe(true);
  });
});

describe('a baseline with what Railway says', () => {
  it('accepts what is found there, and drops it where nobody says it any more', async () => {
    const { root, facts } = project({ ...started('gunicorn shop.wsgi --bind 127.0.0.1:9000'), variables: { PORT: '9000' } });
    const run = async (words: readonly string[]) => JSON.parse((await optimize(['baseline', ...words, '--as-of', '2026-11-22', '--json'])).stdout) as { added: string[]; dropped: string[] };
    const created = await run(['create', root, '--live-from', facts]);
    const onRailway = created.added.filter((id) => id.includes('@app:railway#'));
    expect(onRailway.length).toBeGreaterThan(0);
    expect((await run(['prune', root, '--live-from', facts])).dropped).toEqual([]);
    const { dropped } = await run(['prune', root]);
    expect(dropped).toContain('start/conflicting-commands@app:railway#start.command');
    expect(dropped).not.toContain(`${RULE}@app:railway#server.host`); // the finding moves to the Procfile, and its entry follows
  });
});

describe('optimize explain live', () => {
  it('says what Railway decides and what goes before its word, in 80 columns', async () => {
    const { root, facts } = project({ settings: { 'deploy.startCommand': 'gunicorn shop.wsgi --workers 7', 'deploy.healthcheckPath': '/up' } }, {
      'railway.json': '{ "deploy": { "startCommand": "gunicorn shop.wsgi --workers 3" } }\n',
    });
    const { stdout, exitCode } = await optimize(['explain', 'live', root, '--live-from', facts, '--as-of', '2026-11-22']);
    expect(exitCode).toBe(0);
    const [decided = '', lost = ''] = stdout.slice(stdout.indexOf('Railway decides:')).split('something else goes before its word:');
    expect(decided).toContain('    deploy.healthcheckPath = /up  deploy.healthcheckPath\n');
    expect(decided.replaceAll(/\s+/g, ' ')).toMatch(/not set there: (.*, )?build\.command, /);
    expect(decided).not.toContain('start.command');
    expect(lost).toMatch(/start\.command = gunicorn shop\.wsgi --workers 7\n/);
    expect(lost.replaceAll(/\s+/g, ' ')).toContain('railway.json:1:31 wins over Railway: web, deploy.startCommand (production): railway.json comes before');
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(stdout).not.toMatch(/[ \t]$/m);
  });

  it('says how to join it where nothing is joined', async () => {
    const { root } = project({});
    for (const topic of ['live', 'live.drift']) expect((await optimize(['explain', topic, root])).stdout.replaceAll(/\s+/g, ' ')).toContain('nothing of Railway is joined to it: --live asks there, --live-from FILE reads');
  });
});
