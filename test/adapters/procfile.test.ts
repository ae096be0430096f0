import { describe, expect, it } from 'vitest';
import { procfile } from '../../src/adapters/procfile.ts';
import { linesOf } from '../support/statement-lines.ts';

describe('procfile', () => {
  it('states the command of every process', async () => {
    const text = 'release: alembic upgrade head\r\nweb: "gunicorn app:app"\r\nempty:\r\n';
    expect(await linesOf(procfile, 'Procfile', text)).toEqual([
      '[release] start.command = "alembic upgrade head" at `alembic upgrade head`',
      '[web] start.command = "gunicorn app:app" at `"gunicorn app:app"`',
      'start.procfileDisagreements = [read as YAML, web is "gunicorn app:app"] at `"gunicorn app:app"`',
    ]);
  });

  it('states no command of a file that YAML refuses', async () => {
    expect(await linesOf(procfile, 'Procfile', 'web: echo "port: 1"\n')).toEqual([
      'start.procfileDisagreements = [read as YAML, the file is broken: Nested mappings are not allowed in compact mappings] at `e`',
      'syntax: the builders read a Procfile as YAML, and Nested mappings are not allowed in compact mappings at `e`',
    ]);
  });

  it('reports an unresolved merge', async () => {
    const text = '<<<<<<< HEAD\nweb: a\n=======\nweb: b\n>>>>>>> x\n';
    expect((await linesOf(procfile, 'Procfile', text)).at(-1)).toBe('conflict-marker: a merge conflict is not resolved at `<<<<<<< HEAD`');
  });

  it.each(['Procfile.dev', 'procfile'])('only notices %s', async (path) => {
    expect(procfile.matches(path)).toBe(true);
    expect(await linesOf(procfile, path, 'web: a\n')).toEqual([`unread-format: no builder reads ${path}, only a file called Procfile at \`\``]);
  });
});
