import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UnfinishedApply } from '../../src/model/applied-plan.ts';
import { unfinishedIn } from '../../src/railway-diff.ts';
import { carryOut } from '../../src/remote/carry-out.ts';
import type { RunResult } from '../../src/remote/run-plan.ts';
import { AT_SECOND_STEP } from '../support/failing-step.ts';
import { inProcessRailway, type InProcessRailway } from '../support/in-process-railway.ts';
import { plannedRun, type PlannedRun } from '../support/planned-run.ts';

const railway = vi.hoisted((): { current?: InProcessRailway } => ({}));
vi.mock(import('../../src/railway/run-program.ts'), () => ({ runProgram: async (call) => (railway.current as InProcessRailway).run(call) }));

const isSecondStep = (words: readonly string[]): boolean => words.join(' ').startsWith('variable set SECRET_KEY');

let planned: PlannedRun;
beforeAll(async () => {
  railway.current = inProcessRailway();
  planned = await plannedRun((name, value) => { vi.stubEnv(name, value); });
});
afterAll(() => {
  vi.unstubAllEnvs();
  planned.remove();
});
beforeEach(() => planned.reset());

/** Carries out the plan, whose second step fails; where `isRead` is false nobody reads what came of it, as after a kill. */
async function carriedOut(mode: (typeof AT_SECOND_STEP)[number][0], { isRead }: { readonly isRead: boolean }): Promise<RunResult> {
  railway.current?.fail({ mode, begins: isSecondStep });
  const results: RunResult[] = [];
  const tell = async (result: RunResult) => { results.push(result); if (!isRead) throw new Error('nobody reads it'); };
  const run = carryOut(planned.sealed, { ...planned, unfinished: [], isInterrupted: () => false, tell });
  await (isRead ? run : expect(run).rejects.toThrow('nobody reads it'));
  railway.current?.fail(undefined);
  return results[0] as RunResult;
}

/** What the next run tells of the ones before it. */
async function toldNext(): Promise<readonly UnfinishedApply[]> {
  const { state, seal } = await planned.platform.read();
  return unfinishedIn(planned.notes, state, seal);
}

describe('a run whose second step fails', () => {
  it.each(AT_SECOND_STEP)('tells of it itself, and the next run does not: %s', async (mode, fate, code) => {
    const { outcomes, failure } = await carriedOut(mode, { isRead: true });
    expect({ states: outcomes.map((each) => each.state), code: failure?.code }).toEqual({ states: ['done', fate, 'not-tried'], code });
    expect(await toldNext()).toEqual([]);
  });

  it.each(AT_SECOND_STEP)('is told by the next run where nobody could read of it: %s', async (mode, fate) => {
    await carriedOut(mode, { isRead: false });
    expect(await toldNext()).toMatchObject([{ environment: { name: 'production' }, steps: [
      { id: 'web/variables.DATABASE_URL', state: 'done', takeBack: { commands: [expect.stringContaining('${{Postgres.DATABASE_PUBLIC_URL}}')] as unknown } },
      { id: 'web/variables.SECRET_KEY', state: fate }, { id: 'web/variables.GUNICORN_WORKERS', state: 'waiting' },
    ] }]);
  });
});
