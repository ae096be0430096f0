import { describe, expect, test } from 'vitest';

import { WITHOUT_RAILWAY, type Answer } from '../../support/real-railway.ts';
import { ANSWERS, FAILURES, FURTHER, type Recorded } from './commands.ts';
import { record } from './record.ts';
import { runDouble } from './run-double.ts';

/** What the CLI printed, by the name of the command: each runs once. */
const recordings = new Map<string, Promise<Answer>>();

function recorded(name: string, command: Recorded): Promise<Answer> {
  const answer = recordings.get(name) ?? record(command);
  recordings.set(name, answer);
  return answer;
}

/** `node scripts/record-railway.mjs` writes these files: what the double of the CLI answers from is what the CLI prints. */
describe.skipIf(WITHOUT_RAILWAY)('files of the double (skipped until node scripts/setup-railway.mjs built it)', () => {
  test.each(Object.entries(ANSWERS))('%s', async (name, command) => {
    const { stdout, code } = await recorded(name, command);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(`../double/answers/${name}`);
  });
  test.each(Object.entries(FAILURES))('failures/%s.json', async (name, command) => {
    const { stdout, stderr, code } = await recorded(name, command);
    expect(code).not.toBe(0);
    await expect(`${JSON.stringify({ code, stdout, stderr }, undefined, 2)}\n`).toMatchFileSnapshot(`../double/answers/failures/${name}.json`);
  });
});

/** The double works some answers out by itself: they too are those of the CLI. */
describe.skipIf(WITHOUT_RAILWAY)('the double prints what the CLI prints (skipped until node scripts/setup-railway.mjs built it)', () => {
  test.each(Object.entries({ ...ANSWERS, ...FAILURES, ...FURTHER }))('%s', async (name, command) => {
    const [double, cli] = await Promise.all([runDouble(name, command), recorded(name, command)]);
    expect(parsed(double)).toEqual(parsed(cli));
  });
});

/** JSON by what it says: `2.0` and `2`, and the order of names, are the same. */
function parsed(answer: Answer): unknown {
  return /^[[{]/.test(answer.stdout) ? { ...answer, stdout: JSON.parse(answer.stdout) as unknown } : answer;
}
