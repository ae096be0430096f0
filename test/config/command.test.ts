import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { makeProject, optimize } from '../support/cli.ts';

const page = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

const TEXT = `edition: 2026.1
rules:
  server/workers: off
gates:
  min-score: 70
  max-lost: { security: 0 }
facts:
  server.workers: 4
  env.DATABASE_URL: postgres://app:hunter2@db/shop
services:
  api: { root: backend, kind: web, facts: { server.threads: 2 } }
ignores:
  - rule: network/port
    path: backend/*.py
    reason: starts on a laptop only, and nobody has deployed it for three years or more
    until: 2027-01-31
`;
const project = makeProject({ 'optimize.yaml': TEXT, 'backend/Procfile': 'web: python a.py\n', 'backend/a.py': '', 'backend/optimize.yaml': 'facts: { server.threads: 3 }\n', 'other.yaml': 'edition: 2025.2\n' });
afterAll(() => { project.remove(); });

interface Document { settings: { group?: string; key: string; value: unknown; origin: { kind: string; name?: string; start?: object } }[] }
const valueIn = (stdout: string, key: string) => (JSON.parse(stdout) as Document).settings.find((row) => row.key === key);

describe('optimize config', () => {
  it('lists every setting with who decided it, in 80 columns', async () => {
    const { stdout, stderr, exitCode } = await optimize(['config', project.root]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatchInlineSnapshot(`
      "optimize.yaml
      backend/optimize.yaml

      edition                 2026.1                        optimize.yaml:1:1
      baseline                none                          default
      live                    none                          default

      gates
        fail-on               medium                        default
        max-drop              0                             default
        max-undecided         none                          default
        min-score             70                            optimize.yaml:5:3
        min-grade             none                          default
        max-lost.security     0                             optimize.yaml:6:15

      rules
        server/workers        off                           optimize.yaml:3:3

      facts
        server.workers        4                             optimize.yaml:8:19
        env.DATABASE_URL      postgres://app:***@db/shop    optimize.yaml:9:21

      service api
        root                  backend                       optimize.yaml:11:10
        kind                  web                           optimize.yaml:11:31
        facts.server.threads  2                             optimize.yaml:11:61

      ignores
        network/port          backend/*.py: starts on a     optimize.yaml:13:5
                              laptop only, and nobody has
                              deployed it for three years
                              or more, until 2027-01-31

      folder backend
        facts.server.threads  3                             backend/optimize.yaml:1:26
      "
    `);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('shows that a flag goes before its variable, that before the file, that before the default', async () => {
    const origin = async (words: readonly string[], env: Record<string, string> = {}) => valueIn((await optimize(['config', project.root, '--json', ...words], { env })).stdout, 'min-score');
    expect(await origin([])).toMatchObject({ value: 70, origin: { kind: 'file', start: { line: 5, column: 3 } } });
    expect(await origin([], { OPTIMIZE_MIN_SCORE: '75' })).toMatchObject({ value: 75, origin: { kind: 'variable', name: 'OPTIMIZE_MIN_SCORE' } });
    expect(await origin(['--min-score', '80'], { OPTIMIZE_MIN_SCORE: '75' })).toMatchObject({ value: 80, origin: { kind: 'flag', name: '--min-score' } });
    expect(await origin(['--no-config'])).toMatchObject({ value: 'none', origin: { kind: 'default' } });
    expect(await origin(['--no-config'], { OPTIMIZE_CONFIG: join(project.root, 'other.yaml') })).toMatchObject({ origin: { kind: 'default' } });
  });

  it('knows who stated facts, the edition and limits', async () => {
    const env = { OPTIMIZE_ASSUME: 'server.timeout=9', OPTIMIZE_MAX_LOST: 'database=3' };
    const { stdout } = await optimize(['config', project.root, '--json', '--edition', '2025.2', '--fail-on', 'never', '--max-drop', '2', '--min-grade', 'good'], { env });
    expect(valueIn(stdout, 'server.timeout')).toMatchObject({ value: 9, origin: { kind: 'variable', name: 'OPTIMIZE_ASSUME' } });
    expect(valueIn(stdout, 'edition')).toMatchObject({ value: '2025.2', origin: { kind: 'flag', name: '--edition' } });
    expect(valueIn(stdout, 'max-lost.database')).toMatchObject({ value: 3, origin: { kind: 'variable', name: 'OPTIMIZE_MAX_LOST' } });
    expect(valueIn(stdout, 'max-lost.security')).toMatchObject({ value: 0, origin: { kind: 'file' } });
    expect([valueIn(stdout, 'fail-on')?.value, valueIn(stdout, 'max-drop')?.value, valueIn(stdout, 'min-grade')?.value]).toEqual(['never', 2, 'good']);
  });

  it('keeps to docs/config-output.schema.json, and prints no password', async () => {
    const { stdout } = await optimize(['config', project.root, '--json', '--max-drop', '3'], { env: { OPTIMIZE_MIN_GRADE: 'poor' } });
    const validate = new Ajv({ strict: true, strictTypes: false }).compile(JSON.parse(page('config-output.schema.json')) as object);
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
    expect(stdout).not.toContain('hunter2');
  });

  it('takes --config as a path from where it is started', async () => {
    const run = await optimize(['config', 'backend', '--json', '--config', 'other.yaml'], { cwd: project.root });
    expect(run.stderr).toContain('there is no configuration file ../other.yaml'); // no repository, so nothing above counts
    const named = await optimize(['config', '.', '--json', '--config', '../other.yaml'], { cwd: join(project.root, 'backend') });
    expect(named.exitCode).toBe(2);
    const inside = await optimize(['config', project.root, '--json', '--config', join(project.root, 'other.yaml')]);
    expect(valueIn(inside.stdout, 'edition')?.value).toBe('2025.2');
  });

  it.each([
    [['--max-lost', 'security'], /^--max-lost security is no limit\nwrite it as --max-lost security=0/],
    [['--max-lost', 'safety=0'], /^there is no category safety\n/],
    [['--edition', '1999.1'], /^there is no edition 1999\.1\n/],
    [['--assume', 'server.wokers=1'], /^there is no fact called server\.wokers/],
    [['--min-score', '101'], /^--min-score 101 is more than 100\n/],
  ])('%j is refused', async (words, message) => {
    const run = await optimize(['config', project.root, ...words]);
    expect([run.exitCode, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(message);
  });

  it('says what is wrong with a file, for people and for programs, without its control characters', async () => {
    const wrong = makeProject({ 'optimize.yaml': 'rules:\n  "a\\x1b[31mb": off\n' });
    const run = await optimize(['scan', wrong.root, '--json']);
    wrong.remove();
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toBe('optimize.yaml:2:3: there is no rule "a\uFFFD[31mb"\n`optimize rules` lists them\n');
    expect(JSON.parse(run.stdout)).toMatchObject({ ok: false, error: { code: 'config', hint: '`optimize rules` lists them' } });
  });
});

describe('docs/configuration.md', () => {
  const blocks = [...page('configuration.md').matchAll(/```(yaml|toml|json)\n([\s\S]*?)```/g)].map(([, language = '', text = '']) => [language, text] as const);

  it('has examples in every language', () => {
    expect(blocks.map(([language]) => language).sort()).toEqual(expect.arrayContaining(['json', 'toml', 'yaml']));
    expect(blocks.length).toBeGreaterThanOrEqual(7);
  });

  it.each(blocks)('has an example in %s that works: %s', async (language, text) => {
    const name = language === 'json' ? 'package.json' : `optimize.${language}`;
    const example = makeProject({ '.git/HEAD': '', [`shop/${name}`]: text, 'optimize.yaml': 'edition: 2026.1\n', 'shop/backend/Procfile': 'web: python a.py\n', 'shop/tools/mailer/Procfile': 'worker: python b.py\n' });
    const run = await optimize(['config', join(example.root, 'shop'), '--json']);
    const scanned = await optimize(['scan', join(example.root, 'shop')]);
    example.remove();
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect((JSON.parse(run.stdout) as Document).settings.some(({ origin }) => origin.kind === 'file')).toBe(true);
    expect([scanned.exitCode, scanned.stderr]).toEqual([0, '']);
  });

  it('explains every key of the schema', () => {
    const schema = JSON.parse(page('config.schema.json')) as { properties: Record<string, { properties?: object }>; definitions: Record<string, { properties: object }> };
    const text = page('configuration.md');
    for (const key of Object.keys(schema.properties)) expect(text).toContain(`\n### ${key}\n`);
    const inner = [schema.properties['gates']?.properties, schema.definitions['service']?.properties, schema.definitions['ignore']?.properties].flatMap((each) => Object.keys(each ?? {}));
    expect(inner.length).toBeGreaterThan(12);
    for (const key of inner) expect(text).toContain(`\`${key}\``);
  });

  const schema = `https://unpkg.com/${manifest.name}@${manifest.version}/docs/config.schema.json`;

  it('begins its first example as a generated file does', () => {
    expect(blocks[0]?.[1].split('\n')[0]).toBe(`# yaml-language-server: $schema=${schema}`);
    expect(page('configuration.md')).toContain(`\n#:schema ${schema}\n`);
  });
});
