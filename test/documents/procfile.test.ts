import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProcfile, pickForNixpacks, pickForRailpack } from '../../src/documents/procfile.ts';
import type { PickedProcess, Procfile, ProcfileEntry } from '../../src/documents/procfile.ts';

const SHARED = new URL('../../../shared/oracles/procfile-cases.json', import.meta.url);

/** What the real readers say about one Procfile. */
interface Answer {
  readonly text: string;
  readonly foreman: readonly (readonly [string, string])[];
  readonly herokuClassic: readonly (readonly [string, string])[];
  readonly yaml: Readonly<Record<string, string>> | null;
  readonly railpack: { readonly process?: string | null; readonly start?: string | null; readonly error?: string };
  readonly nixpacks: { readonly process?: string | null; readonly start?: string | null; readonly error?: string };
  readonly disagree: boolean;
}

const pairs = (entries: readonly ProcfileEntry[]) => entries.map((entry) => [entry.process, entry.command]);
const picked = (pick: PickedProcess) => (pick === undefined || pick === 'any' ? null : pick.command);

/** The questions whose answers differ from ours. */
function differences(answer: Answer, procfile: Procfile): string[] {
  const { yaml } = procfile;
  const expectedMap = answer.yaml === null ? 'broken' : answer.yaml;
  const map = yaml.ok ? Object.fromEntries(pairs(yaml.document)) : 'broken';
  const asked: [string, unknown, unknown][] = [
    ['foreman', answer.foreman, pairs(procfile.lines)],
    ['heroku', answer.herokuClassic, pairs(procfile.classicLines)],
    ['yaml', expectedMap, map],
    ['railpack', answer.railpack.start ?? null, yaml.ok ? picked(pickForRailpack(yaml.document)) : null],
    ['nixpacks', answer.nixpacks.start ?? null, yaml.ok ? picked(pickForNixpacks(yaml.document)) : null],
    ['disagree', answer.disagree, procfile.disagreements.length > 0],
  ];
  return asked
    .filter(([, expected, actual]) => JSON.stringify(expected) !== JSON.stringify(actual))
    .map(([name, expected, actual]) => `${name}: ${JSON.stringify(answer.text)} is ${JSON.stringify(expected)}, not ${JSON.stringify(actual)}`);
}

describe('parseProcfile', () => {
  it.skipIf(!existsSync(SHARED))('answers as the real readers do (skipped without the shared answers)', async () => {
    const { cases } = JSON.parse(readFileSync(SHARED, 'utf8')) as { cases: readonly Answer[] };
    const wrong: string[] = [];
    for (const answer of cases) {
      // A SourceFile has no byte order mark.
      wrong.push(...differences(answer, await parseProcfile(answer.text.replace(/^\uFEFF/, ''))));
    }
    const share = 1 - wrong.length / (cases.length * 6);
    expect(share, wrong.join('\n')).toBeGreaterThanOrEqual(0.97);

  });
});

describe('the readings of a Procfile', () => {
  it.each(['\n', '\r\n'])('know where names and commands stand, with line ends %j', async (newline) => {
    const text = ['# processes', 'web: gunicorn app:app', '', 'worker:  "celery -A app worker"', '  clock: x', ''].join(newline).replace('  clock: x', '# end');
    const procfile = await parseProcfile(text);
    const cut = (entries: readonly ProcfileEntry[]) =>
      entries.map((entry) => [text.slice(entry.processRange.start, entry.processRange.end), text.slice(entry.commandRange.start, entry.commandRange.end)]);
    const expected = [['web', 'gunicorn app:app'], ['worker', '"celery -A app worker"']];
    expect([procfile.yaml.ok && cut(procfile.yaml.document), cut(procfile.lines), cut(procfile.classicLines)]).toEqual([expected, expected, expected]);
  });

  it.each([
    ['web: gunicorn app:app # two workers', ['read as YAML, web is "gunicorn app:app" at gunicorn app:app # two workers']],
    ['web: a\nweb: b\n', ['read as YAML, web is "b" at a']],
    ['web: echo "port: 1"\n', ['read as YAML, the file is broken: Nested mappings are not allowed in compact mappings at e']],
    ['web: [a, b]', ['read as YAML, the file is broken: the command of web is no string for YAML at [a, b]']],
    ['web gunicorn', ['read as YAML, the file is broken: this is no YAML map of process names and commands at web gunicorn']],
    ['web: gunicorn app:app --bind 0.0.0.0:$PORT\n', []],
  ])('disagree about %j', async (text, expected) => {
    const { disagreements } = await parseProcfile(text);
    expect(disagreements.map(({ message, range }) => `${message} at ${text.slice(range.start, range.end)}`)).toEqual(expected);
  });

  it.each([
    ['worker: a\nclock: b\n', 'a', 'a'],
    ['release: a\nweb: b\n', 'b', 'b'],
    ['release: a\n', 'a', null],
    ['clock: a\nbeat: b\n', null, 'b'],
    ['web:\nworker: b\n', 'b', ''],
  ])('give railpack and nixpacks the process of %j', async (text, railpack, nixpacks) => {
    const { yaml } = await parseProcfile(text);
    expect(yaml.ok && [picked(pickForRailpack(yaml.document)), picked(pickForNixpacks(yaml.document))]).toEqual([railpack, nixpacks]);
  });

  it.each(['', '\0', '\uFFFDw\0e\0b\0:\0', '<<<<<<< a\nweb: x\n=======\nweb: y\n>>>>>>> b\n', ':', '- a', `web: ${'['.repeat(50_000)}`])('never throw, case %#', async (text) => {
    await expect(parseProcfile(text)).resolves.toBeDefined();
  });
});
