import { execa } from 'execa';
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/commands/commands.ts';
import { pageOf } from '../src/commands/help/page.ts';
import { BIN, optimize } from './support/cli.ts';
import { GIT_USER, makeRepository } from './support/git-repository.ts';
import { withDouble } from './support/railway-double.ts';
import { scratchFolder } from './support/scratch.ts';

const PAGES = Object.entries(COMMANDS).map(([name, command]) => pageOf(name, command));

describe('the help', () => {
  for (const page of PAGES) {
    it(`of ${page.name} fits into 80 columns and says all that its page does`, async () => {
      const { stdout, exitCode } = await optimize([...page.name.split(' ').slice(1), '--help']);
      expect(exitCode).toBe(0);
      for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
      const words = stdout.replaceAll(/\s+(?:\\\s+)?/g, ' ');
      const said = [page.summary, ...page.description, ...[...page.arguments, ...page.flags, ...page.globalFlags, ...page.exitCodes, ...page.files].flatMap(({ head, text, notes }) => [head, text, ...notes]), ...page.examples];
      for (const each of said) expect(words).toContain(each.replaceAll(/\s+/g, ' '));
    });

    it(`of ${page.name} has a summary that is a sentence, flags that say what they do, and examples`, () => {
      expect(page.summary).toMatch(/^[A-Z].*\.$/);
      expect(page.examples.length).toBeGreaterThan(0);
      for (const { head, text } of [...page.arguments, ...page.flags]) expect(text, head).toMatch(/^[^A-Z].*[^.]$/);
      expect(page.exitCodes.map(({ head }) => head)).toEqual(expect.arrayContaining(['0', '2', '130']));
    });
  }

  it('is reached in every way', async () => {
    const ways = await Promise.all([['migrate', 'railway', '-h'], ['help', 'migrate', 'railway'], ['migrate', 'railway', 'somewhere', '--help'], ['migrate']].map((each) => optimize(each)));
    expect(new Set(ways.map(({ stdout }) => stdout)).size).toBe(1);
    expect(ways[0]?.stdout).toContain('  optimize migrate railway [DIR]');
  });

  it('lists every command where none is named', async () => {
    const { stdout } = await optimize([]);
    for (const { name, summary } of PAGES) expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`${name} ${summary}`);
    expect((await optimize(['baseline'])).stdout).toContain('optimize baseline prune');
    expect((await optimize(['help', 'nothing'])).exitCode).toBe(2);
  });

  it('is none for words behind --', async () => {
    expect((await optimize(['scan', '--', '--help'])).stderr).toContain('no folder --help');
  });
});

describe('every example', () => {
  const project = {
    Procfile: 'web: gunicorn app:app --bind 127.0.0.1:8000 --workers 4\n', 'railway.json': '{ "deploy": { "healthcheckPath": "/up" } }\n',
    'railway.worker.json': '{ "deploy": { "startCommand": "python worker.py" } }\n', 'requirements.txt': 'gunicorn==23.0.0\nflask==3.1.0\npsycopg2==2.9.10\n',
    'app.py': 'from flask import Flask\napp = Flask(__name__)\n\n\n@app.get("/up")\ndef up():\n    return {}\n', 'worker.py': 'print(1)\n', 'ci/README.md': '\n',
  };
  const template = makeRepository({ ...project, ...Object.fromEntries(Object.entries(project).map(([path, text]) => [`path/to/project/${path}`, text])) });
  template.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  const folder = scratchFolder('examples');
  const railway = withDouble();
  writeFileSync(join(folder, 'optimize'), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`);
  chmodSync(join(folder, 'optimize'), 0o755);
  afterAll(() => {
    template.remove();
    railway.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const examples = [...new Set(PAGES.flatMap((page) => page.examples))];
  for (const [index, example] of examples.entries()) {
    it.concurrent(example, async () => {
      const root = join(folder, String(index));
      cpSync(template.root, root, { recursive: true });
      const isApply = example.startsWith('optimize railway apply');
      const platform = isApply ? withDouble(example.includes('--confirm-destructive') ? { state: { config: LOSING } } : {}) : railway; // what one example changes there is no business of another
      const env = {
        ...GIT_USER, ...platform.env, PATH: `${folder}:${platform.env['PATH'] ?? ''}`, XDG_CACHE_HOME: join(folder, 'cache', String(index)), OPTIMIZE_YES: 'true',
        ...(isApply ? { OPTIMIZE_REVIEW: 'true' } : {}),
      };
      const run = (line: string) => execa('sh', ['-c', line], { cwd: root, env, extendEnv: false, reject: false });
      for (const line of before(example)) expect((await run(line)).exitCode, line).toBe(0);
      const { exitCode, stderr } = await run(example.replace('3f9c2a7d41be', isApply ? await hashOf(run) : ''));
      if (isApply) platform.remove();
      expect([0, 1], stderr).toContain(exitCode);
    });
  }
});

/** What Railway has, with a variable that nothing reads and whose value nobody is shown: a plan that takes it away loses it. */
const LOSING: unknown = JSON.parse(readFileSync(new URL('./railway/double/answers/environment-config.json', import.meta.url), 'utf8').replace('"GUNICORN_WORKERS": {\n          "value": "4"', '"GUNICORN_WORKERS": {\n          "value": "as many as fit"'));

/** The hash of the plan that `optimize railway diff` makes now. */
async function hashOf(run: (line: string) => Promise<{ readonly stdout: string }>): Promise<string> {
  return (JSON.parse((await run('optimize railway diff --json')).stdout) as { readonly hash: string }).hash;
}

/** What must have happened for an example to make sense. */
function before(example: string): readonly string[] {
  const place = example.includes('path/to/project') ? ' path/to/project' : '';
  if (example.startsWith('optimize railway apply')) return ["printf 'services:\\n  app:\\n    railway: web\\n' > optimize.yaml"];
  if (example.includes('--live-from facts.json')) return ['optimize railway pull --output facts.json'];
  if (example.startsWith('optimize undo')) return [`optimize fix${place} --yes --review`];
  if (example.includes('--baseline optimize-baseline.jsonl') || example.startsWith('optimize baseline prune')) return [`optimize baseline create${place}`];
  return [];
}
