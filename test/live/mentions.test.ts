import { describe, expect, it } from 'vitest';
import { mentionedNames } from '../../src/live/mentions.ts';
import { liveStateText } from '../../src/live/state-file.ts';
import { filesOf } from '../support/files.ts';
import { liveState } from '../support/live-state.ts';

const FILES = {
  'app/settings.py': 'class Settings(BaseSettings):\n    model_config = SettingsConfigDict(env_prefix="SHOP_")\n    page_size: int = 20\n    cache: Cache\n\nTTL = os.environ["CACHE_TTL"]\n',
  'start.sh': 'exec gunicorn app:app -w ${SHOP_WORKERS_2}\n', Dockerfile: 'ENV FROM_IMAGE=1\n', '.env.example': 'IN_EXAMPLE=\n', Procfile: 'web: serve $IN_PROCFILE\n',
  'before.json': liveStateText(liveState({ sharedVariables: { IN_EXPORT: '2' } })),
  'package-lock.json': '"IN_LOCK"', 'uv.lock': 'IN_LOCK', 'pnpm-lock.yaml': 'IN_LOCK', 'logo.png': 'IN_PICTURE', 'README.md': 'Set IN_README first.\n',
};

it.each([
  ['CACHE_TTL', true], ['SHOP_WORKERS_2', true], ['FROM_IMAGE', true], ['IN_EXAMPLE', true], ['IN_PROCFILE', true], ['SHOP_PAGE_SIZE', true], ['SHOP_PAGE', true], ['CACHE__AGE', false], ['CACHE__PAGE_SIZE', true],
  ['WORKERS', false], ['IN_LOCK', false], ['IN_PICTURE', false], ['IN_README', false], ['IN_EXPORT', false], ['GUNICORN_WORKERS', false],
])('%s is named: %s', (name, isNamed) => {
  expect(mentionedNames([name], filesOf(FILES)).has(name)).toBe(isNamed);
});

it('an export of what Railway says names nothing, whatever it is called', () => {
  const text = liveStateText(liveState({ services: [{ variables: { ONLY_THERE: 'a' } }] }));
  expect(text).toContain('ONLY_THERE');
  expect(mentionedNames(['ONLY_THERE'], filesOf({ 'ops/renamed.json': text }))).toEqual(new Set());
});

it('reads no file twice, and none where nothing is asked', () => {
  const files = filesOf(FILES);
  const read: string[] = [];
  const counting = { ...files, read: (path: string) => { read.push(path); return files.read(path); } };
  mentionedNames([], counting);
  expect(read).toEqual([]);
  mentionedNames(['ONE', 'TWO', 'THREE'], counting);
  expect(read.sort()).toEqual(['.env.example', 'Dockerfile', 'Procfile', 'app/settings.py', 'before.json', 'start.sh']);
});

const pythonFiles = (...texts: readonly string[]) => filesOf(Object.fromEntries(texts.map((text, index) => [`file-${index}.py`, text])));

describe('mentionedNames', () => {
  it.each([
    ['os.environ["GUNICORN_WORKERS"]', ['GUNICORN_WORKERS']],
    ['class Settings(BaseSettings):\n    gunicorn_workers: int = 2', ['GUNICORN_WORKERS']],
    ["env_prefix = 'gunicorn_'", ['GUNICORN_WORKERS']],
    ['env_prefix="WEB_"', ['WEB_CONCURRENCY']],
    ['MY_GUNICORN_WORKERS GUNICORN_WORKERS2 GUNICORN_', []],
    ['"GUNICORN_WORK"', []],
    ['$WEB_CONCURRENCY and ${GUNICORN_WORKERS:-2}', ['GUNICORN_WORKERS', 'WEB_CONCURRENCY']],
  ])('%j', (text, names) => {
    expect([...mentionedNames(['GUNICORN_WORKERS', 'WEB_CONCURRENCY'], pythonFiles('x = 1', text))].sort()).toEqual(names);
  });

  it('finds nothing where there is nothing to look for', () => {
    expect([...mentionedNames([], pythonFiles('anything'))]).toEqual([]);
  });
});
