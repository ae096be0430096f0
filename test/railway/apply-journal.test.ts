import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notes } from '../../src/apply/notes.ts';
import { onceAtATime } from '../../src/apply/once-at-a-time.ts';
import { carryOut, checkAlone } from '../../src/remote/carry-out.ts';
import type { RunResult } from '../../src/remote/run-plan.ts';
import { UsageError } from '../../src/usage-error.ts';
import { inProcessRailway, type InProcessRailway } from '../support/in-process-railway.ts';
import { plannedRun, type PlannedRun } from '../support/planned-run.ts';
import { ENVIRONMENT } from '../support/planned-shop.ts';
import { withEnvironment } from '../support/with-environment.ts';

const railway = vi.hoisted((): { current?: InProcessRailway } => ({}));
vi.mock(import('../../src/railway/run-program.ts'), () => ({ runProgram: async (call) => (railway.current as InProcessRailway).run(call) }));

let planned: PlannedRun;
beforeAll(async () => {
  railway.current = inProcessRailway();
  planned = await plannedRun((name, value) => { vi.stubEnv(name, value); });
});
afterAll(() => {
  vi.unstubAllEnvs();
  planned.remove();
});
beforeEach(() => {
  planned.reset();
  railway.current = inProcessRailway();
});

const FULL = new UsageError('the journal cannot be written in there: the disk is full', 'make room', 'no-journal');
/** Notes that take so many texts and no more. */
const notesThatTake = (most: number): Notes => {
  let count = 0;
  return { ...planned.notes, write: (name, text) => { count += 1; if (count > most) throw FULL; planned.notes.write(name, text); } };
};
const changes = (): readonly string[] => (railway.current?.calls() ?? []).map(({ words }) => words.slice(0, 3).join(' ')).filter((words) => /^(?:variable set|environment edit|api)/.test(words));

async function carriedOut(notes: Notes): Promise<RunResult> {
  const results: RunResult[] = [];
  await carryOut(planned.sealed, { platform: planned.platform, notes, unfinished: [], isInterrupted: () => false, tell: async (result) => { results.push(result); } });
  return results[0] as RunResult;
}

describe('a journal that cannot be written', () => {
  it('lets nothing be changed where the run cannot be written down', async () => {
    await expect(carriedOut(notesThatTake(0))).rejects.toMatchObject({ message: FULL.message, hint: 'nothing was changed; make room', code: 'no-journal' });
    expect(changes()).toEqual([]);
  });

  // It is written when the run begins, and before and after each step.
  it.each([
    [1, ['not-tried', 'not-tried', 'not-tried']],
    [2, ['done', 'not-tried', 'not-tried']],
    [3, ['done', 'not-tried', 'not-tried']],
    [4, ['done', 'done', 'not-tried']],
    [5, ['done', 'done', 'not-tried']],
    [6, ['done', 'done', 'done']],
  ])('stops the run and says what was made where it takes %i texts', async (most, states) => {
    const { outcomes, failure } = await carriedOut(notesThatTake(most));
    expect({ states: outcomes.map(({ state }) => state), failure }).toEqual({ states, failure: { code: 'no-journal', message: FULL.message, hint: FULL.hint } });
    expect(changes()).toHaveLength(states.filter((state) => state === 'done').length);
  });

  it('is no failure of a run that is made and told', async () => {
    expect((await carriedOut(notesThatTake(7))).failure).toBeUndefined();
  });
});

describe('two runs on one environment', () => {
  const busy = { message: expect.stringContaining(`another apply is changing production of shop (process ${process.pid})`) as string, hint: expect.stringMatching(/^wait until it is done; nothing was changed \(lock: /) as string, code: 'locked' };

  it('do not go on at once, from whatever folder they come', async () => {
    await onceAtATime({ key: ENVIRONMENT, busy: '' }, async () => {
      expect(() => checkAlone(planned.sealed.plan)).toThrow(expect.objectContaining(busy) as Error);
      await expect(carriedOut(planned.notes)).rejects.toMatchObject(busy);
    });
    expect(changes()).toEqual([]);
    expect((await carriedOut(planned.notes)).failure).toBeUndefined();
  });

  it('do not begin where the cache folder of the user cannot be made, since nobody could be kept out', async () => {
    await expect(withEnvironment({ XDG_CACHE_HOME: '/dev/null/cache' }, () => carriedOut(planned.notes))).rejects.toMatchObject({
      message: expect.stringMatching(/^the lock that keeps other runs out cannot be written in .*: a file stands where a folder is needed$/) as string,
      hint: 'nothing was changed; XDG_CACHE_HOME names another folder for it', code: 'no-lock',
    });
    expect(changes()).toEqual([]);
  });
});
