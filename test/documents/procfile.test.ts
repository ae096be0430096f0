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
    if (process.env['SHOW_WRONG'] !== undefined) console.log(share, wrong.join('\n'));
  });
});
