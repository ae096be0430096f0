import { afterAll, describe, expect, it } from 'vitest';
import { FORMATS, PROGRAM_FORMATS } from '../../src/reporters/formats.ts';
import { optimize } from '../support/cli.ts';
import { DOCUMENTS, errorIn } from '../support/contract-documents.ts';
import { cleanProject, CRASH, DAY, flawedProject, SECRET } from '../support/contract-project.ts';
import { inTerminal, type TerminalRun } from '../support/in-terminal.ts';
import { WITHOUT_PYTHON } from '../support/real-tools.ts';

const [clean, flawed] = [cleanProject(), flawedProject()];
afterAll(() => { clean.remove(); flawed.remove(); });

/** How a run ends, and the words and variables that bring it about. */
interface Outcome {
  readonly name: string;
  readonly exitCode: number;
  readonly root: string;
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The code of the error. */
  readonly error?: string;
}

const SCAN: readonly Outcome[] = [
  { name: 'clean', exitCode: 0, root: clean.root, words: ['scan', '--fail-on', 'info'] },
  { name: 'findings', exitCode: 0, root: flawed.root, words: ['scan'] },
  { name: 'a failed gate', exitCode: 1, root: flawed.root, words: ['scan', '--fail-on', 'low'] },
  { name: 'a usage error', exitCode: 2, root: flawed.root, words: ['scan', '--nope'], error: 'usage' },
  { name: 'a crash', exitCode: 2, root: flawed.root, words: ['scan'], env: CRASH, error: 'internal' },
];
const CHECK: readonly Outcome[] = [
  { name: 'clean', exitCode: 0, root: clean.root, words: ['check', '--base', 'HEAD'] },
  { name: 'findings', exitCode: 0, root: flawed.root, words: ['check', '--base', 'HEAD', '--fail-on', 'never', '--max-drop', '100'] },
  { name: 'a failed gate', exitCode: 1, root: flawed.root, words: ['check', '--base', 'HEAD'] },
  { name: 'a usage error', exitCode: 2, root: flawed.root, words: ['check', '--base', 'nowhere'], error: 'ref' },
  { name: 'a crash', exitCode: 2, root: flawed.root, words: ['check', '--base', 'HEAD'], env: CRASH, error: 'internal' },
];

// oxlint-disable-next-line no-control-regex -- colours are what this looks for
const COLOUR = /\u001b\[[\d;]*m/;
const COLOURS = new RegExp(COLOUR, 'g');
/** What a spinner leaves, where a loaded machine takes its time. */
const SPINNER = /^(?:\r\S \w[\w ]*)+\r +\r/;

type Streams = Pick<TerminalRun, 'stdout' | 'stderr'> & { readonly exitCode: number | undefined };

function expectOutcome(run: Streams, { exitCode, error }: Outcome, format: keyof typeof DOCUMENTS): void {
  expect(run.exitCode, run.stdout + run.stderr).toBe(exitCode);
  expect(run.stdout + run.stderr).not.toContain(SECRET);
  if (error === undefined) {
    expect(run.stderr).toBe('');
    return DOCUMENTS[format](run.stdout);
  }
  const lines = run.stderr.split('\n').slice(0, -1);
  expect(lines).toHaveLength(2);
  expect(run.stderr).not.toMatch(/^\s+at /m);
  if (error === 'internal') expect(lines[1]).toContain('this is a bug in optimize');
  if (PROGRAM_FORMATS.has(format)) expect(errorIn(run.stdout)).toEqual({ code: error, message: lines[0], hint: lines[1] });
  else expect(run.stdout).toBe('');
}

for (const [command, outcomes] of [['scan', SCAN], ['check', CHECK]] as const) {
  describe.concurrent(command, () => {
    for (const { name: format } of FORMATS) {
      for (const outcome of outcomes) {
        const words = [...outcome.words, '--as-of', DAY, '--format', format];
        const isTerminalTried = format === 'text' || format === 'json' || !['clean', 'a failed gate'].includes(outcome.name);
        const options = { cwd: outcome.root, env: { ...outcome.env, ...(format === 'text' ? {} : { FORCE_COLOR: '1' }) } };

        it(`${format}: ${outcome.name}`, async () => {
          const [pipe, terminal] = await Promise.all([
            optimize(words, options),
            isTerminalTried && !WITHOUT_PYTHON ? inTerminal(words, options) : undefined,
          ]);
          expect(pipe.stdout).not.toMatch(COLOUR);
          expectOutcome(pipe, outcome, format);
          if (terminal === undefined) return;
          const isColoured = format === 'text' && outcome.error === undefined;
          expect(COLOUR.test(terminal.stdout)).toBe(isColoured);
          const plain = { ...terminal, stdout: terminal.stdout.replaceAll(COLOURS, ''), stderr: terminal.stderr.replace(SPINNER, '') };
          expectOutcome(plain, outcome, format);
          expect(plain.stdout).toBe(pipe.stdout);
          expect(terminal.isSane).toBe(true);
        });
      }
    }
  });
}
