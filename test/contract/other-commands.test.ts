import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { optimize } from '../support/cli.ts';
import { errorIn } from '../support/contract-documents.ts';
import { cleanProject, CRASH, DAY, flawedProject, SECRET } from '../support/contract-project.ts';
import { inTerminal } from '../support/in-terminal.ts';
import { WITHOUT_PYTHON } from '../support/real-tools.ts';

const [clean, flawed, accepted] = [cleanProject(), flawedProject(), flawedProject()];
beforeAll(async () => { await optimize(['baseline', 'create', accepted.root, '--as-of', DAY]); }); // a run that finds it as it should be writes nothing
afterAll(() => { for (const each of [clean, flawed, accepted]) each.remove(); });

/** A line, how it ends, and what stdout holds as text. */
const LINES: readonly (readonly [string, string, number, RegExp])[] = [
  ['fix --dry-run', flawed.root, 1, /^diff --git|^--- /],
  ['fix --dry-run', clean.root, 0, /^$/],
  ['baseline create', accepted.root, 0, /^optimize-baseline\.jsonl accepts 2 findings/],
  ['config', clean.root, 0, /edition/],
  ['rules', clean.root, 0, /^edition 2026\.1/],
  ['undo --list', clean.root, 0, /./],
];
// oxlint-disable-next-line no-control-regex -- colours are what this looks for
const COLOUR = /\u001b\[[\d;]*m/;

const inPlace = (words: readonly string[], root: string, env: Readonly<Record<string, string>> = {}) => optimize(words, { cwd: root, env });

for (const [line, root, code, text] of LINES) {
  const day = /^(?:fix|baseline)/.test(line) ? ['--as-of', DAY] : [];
  const words = [...line.split(' '), ...day];

  describe.concurrent(`${line}, ${root === clean.root ? 'clean' : 'with findings'}`, () => {
    it(`ends as text with ${code}`, async () => {
      const pipe = await inPlace(words, root);
      expect([pipe.exitCode, pipe.stdout]).toEqual([code, expect.stringMatching(text)]);
      expect(pipe.stdout).not.toMatch(COLOUR);
      if (!line.startsWith('fix')) expect(pipe.stderr).toBe(''); // what a diff is made of stands there
    });

    it(`holds one document as JSON, also in a terminal and with colours forced`, async () => {
      const pipe = await inPlace([...words, '--json'], root, { FORCE_COLOR: '1' });
      expect([pipe.exitCode, pipe.stderr]).toEqual([code, '']);
      expect(JSON.parse(pipe.stdout)).toEqual(expect.any(Object));
      expect(pipe.stdout).not.toContain(SECRET);
      if (WITHOUT_PYTHON) return;
      const terminal = await inTerminal([...words, '--json'], { cwd: root, env: { FORCE_COLOR: '1' } });
      expect(terminal).toMatchObject({ exitCode: code, stdout: pipe.stdout, isSane: true });
    });

    it('holds one error as JSON', async () => {
      const [usage, crash] = await Promise.all([inPlace([...words, '--json', '--nope'], root), inPlace([...words, '--json'], root, CRASH)]);
      expect([usage.exitCode, errorIn(usage.stdout).message]).toEqual([2, 'there is no flag --nope']);
      expect([crash.exitCode, errorIn(crash.stdout).code]).toEqual([2, 'internal']);
      expect(crash.stderr).toMatch(/^optimize failed: planted postgres:\/\/ada:\*\*\*@db\/x\nthis is a bug in optimize[^\n]*\n$/);
    });
  });
}

it('a stack, with --debug alone, hides passwords too', async () => {
  const { stderr } = await inPlace(['scan', '--debug'], flawed.root, CRASH);
  expect(stderr).toMatch(/^\s+at /m);
  expect(stderr).toContain('Error: planted postgres://ada:***@db/x\n');
});
