import { describe, expect, it } from 'vitest';
import { mentionedNames } from '../../src/live/mentions.ts';
import type { ProjectFiles } from '../../src/model/files.ts';

const files = (...texts: readonly string[]): ProjectFiles => {
  const byPath = new Map(texts.map((text, index) => [`file-${index}.py`, text]));
  return { paths: [...byPath.keys()], read: (path: string) => (byPath.has(path) ? { path, text: byPath.get(path) ?? '' } : undefined), has: (path: string) => byPath.has(path) } as unknown as ProjectFiles;
};

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
    expect([...mentionedNames(['GUNICORN_WORKERS', 'WEB_CONCURRENCY'], files('x = 1', text))].sort()).toEqual(names);
  });

  it('takes a name for what it is, whatever characters it has', () => {
    expect([...mentionedNames(['A.B+C'], files('AxBBC'))]).toEqual([]);
    expect([...mentionedNames(['A.B+C'], files('a = A.B+C'))]).toEqual(['A.B+C']);
  });

  it('finds nothing where there is nothing to look for', () => {
    expect([...mentionedNames([], files('anything'))]).toEqual([]);
  });
});
