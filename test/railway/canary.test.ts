import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeCage, type CanaryRun, type RunOptions } from '../support/canary/canary-run.ts';
import { copyProgram, type ProgramCopy } from '../support/program-copy.ts';
import { withEnvironment } from '../support/with-environment.ts';
import { SESSIONS, type CanaryCase, type CanarySession } from '../support/canary/cases.ts';

/**
 * A secret of each run stands in values of variables, addresses, hosts, commands, odd answers, the CLI's stderr and both tokens. Neither it nor a
 * piece of it, in any encoding, may come out: on stdout or stderr, in a file, in a report, or in the argument list of a process.
 */
const RUNS = 200;
const AT_ONCE = 4;

/** They take 110 seconds on two cores that others use too: three times as long on a loaded machine, and a reserve. */
const LONGEST = 600_000;

/** All runs are of the same build, whatever is built meanwhile. */
let program: ProgramCopy;
beforeAll(() => { program = copyProgram(); });
afterAll(() => program.remove());

interface Finished {
  readonly session: CanarySession;
  readonly runs: readonly (CanaryRun & { readonly given: CanaryCase })[];
  /** What the double was told on stdin holds the secret: it went the one way that it may. */
  readonly isWritten: boolean;
}

async function runSession(session: CanarySession): Promise<Finished> {
  const cage = makeCage(session.platform, program.bin);
  try {
    const runs = [];
    for (const given of session.runs) runs.push({ ...(await cage.run(given.words, given)), given });
    return { session, runs, isWritten: cage.double.allCalls().some(({ stdin }) => cage.mark.pattern.test(stdin)) };
  } finally {
    cage.remove();
  }
}

/** All sessions, some of them at once. */
async function runAll(sessions: readonly CanarySession[]): Promise<readonly Finished[]> {
  const waiting = [...sessions];
  const finished: Finished[] = [];
  const lane = async (): Promise<void> => {
    for (let session = waiting.shift(); session !== undefined; session = waiting.shift()) finished.push(await runSession(session));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return finished;
}

describe('a secret', () => {
  it(`stays where it is in ${RUNS} runs of all commands and failures`, async () => {
    const finished = await runAll(SESSIONS);
    const runs = finished.flatMap((each) => each.runs);
    expect(runs.filter(({ leaks }) => leaks.length > 0).map(({ given, leaks }) => [given.words.join(' '), given.mode, leaks])).toEqual([]);
    expect(runs.filter(({ given, exitCode }) => !given.ends.includes(exitCode ?? -1)).map(({ given, exitCode, stderr }) => [given.words.join(' '), given.mode, exitCode, stderr])).toEqual([]);
    expect(runs).toHaveLength(RUNS);
    expect(finished.some(({ isWritten }) => isWritten)).toBe(true);
    expect(runs.filter(({ started }) => started.some(([program]) => program?.endsWith('bin/railway') === true)).length).toBeGreaterThan(RUNS / 2);
    if (process.platform === 'linux') expect(runs.some(({ argumentLists }) => argumentLists.size > 0)).toBe(true);
  }, LONGEST);
});

describe('a leak is found', () => {
  const LEAKS: readonly (readonly [where: string, script: string])[] = [
    ['stdout', 'cat "$RAILWAY_DOUBLE_STATE"'],
    ['stdout', 'printf %s "$RAILWAY_TOKEN" | tr a-z A-Z | cut -c 3-12'],
    ['stdout', 'printf "key: %s" "$RAILWAY_TOKEN" | base64'],
    ['stderr', 'echo "$RAILWAY_DOUBLE_SAYS" >&2'],
    ['the file home/cache/deep/x', 'mkdir "$HOME/cache/deep"; cp "$RAILWAY_DOUBLE_STATE" "$HOME/cache/deep/x"'],
    ['the file home/tmp/x', 'echo "$RAILWAY_API_TOKEN" > "$TMPDIR/x"'],
    ['the file project/.git/x', 'echo "$RAILWAY_TOKEN" > .git/x'],
    ['the arguments of the railway CLI', 'railway status "$RAILWAY_TOKEN" > /dev/null 2>&1; :'],
  ];
  it.each(LEAKS)('%s: %s', async (where, script) => {
    expect((await inCage({ program: ['sh', '-c', script] })).leaks).toEqual(where.includes('CLI') ? expect.arrayContaining([where]) : [where]);
  });

  it.runIf(process.platform === 'linux')('in the arguments of a process of its tree', async () => {
    expect((await inCage({ program: ['sh', '-c', 'sh -c "sleep 3; :" "$RAILWAY_TOKEN"; :'] })).leaks).toEqual(['the arguments of a process']);
  });

  it.each(['spawn("true", [secret])', 'execFile("true", [secret])', 'spawnSync("true", [secret])', 'execFileSync("true", [secret])'])('in the arguments of a process that it starts: %s', async (start) => {
    const program = `import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process'; const secret = process.env.RAILWAY_TOKEN; void [execFile, execFileSync, spawn, spawnSync]; ${start};`;
    expect((await inCage({ program: [process.execPath, '--input-type=module', '--eval', program] })).leaks).toEqual(['the arguments of a process']);
  });

  it('in the name of a file', async () => {
    expect((await inCage({ program: ['sh', '-c', 'touch "$HOME/$RAILWAY_TOKEN"'] })).leaks).toEqual([expect.stringMatching(/^the file home\//)]);
  });

  it.each<readonly [scrub: string, module: string, off: Readonly<Record<string, unknown>>]>([
    ['the shapes of variables', '../../src/live/redact-variable.ts', { redactVariable: (name: string, { value }: { readonly value?: string }) => ({ name, form: 'text', shown: value ?? '', references: [] }) }],
    ['the texts of settings', '../../src/live/redact-text.ts', { redactText: (text: string) => text, isRedacted: () => true }],
    ['what the CLI says', '../../src/railway/scrub.ts', { plainText: (text: string) => text, scrubbed: (text: string) => text }],
  ])('once %s are no longer scrubbed', async (scrub, module, off) => {
    expect(await isSaidInProcess(scrub)).toBe(false);
    vi.doMock(module, () => off);
    expect(await isSaidInProcess(scrub)).toBe(true);
    vi.doUnmock(module);
  });

  it('and nothing where there is none', async () => {
    expect((await inCage({ program: ['sh', '-c', 'echo fine; railway status > /dev/null 2>&1; env | wc -l > "$HOME/x"'] })).leaks).toEqual([]);
  });
});

/** True where the secret is in what `optimize railway pull` would print, with the modules as they are now; asked in a way that fails for what the CLI says. */
async function isSaidInProcess(scrub: string): Promise<boolean> {
  vi.resetModules();
  const { pullRailway } = await import('../../src/railway-pull.ts');
  const cage = makeCage();
  const failing = scrub === 'what the CLI says' ? { RAILWAY_DOUBLE_MODE: 'unknown-failure' } : {};
  const says = `cannot set ${cage.mark.text}\n`;
  try {
    const said = await withEnvironment({ ...cage.double.env, RAILWAY_DOUBLE_SAYS: says, ...failing }, () => pullRailway(cage.root, { program: undefined, project: undefined, environment: undefined, timeout: undefined }).then(({ text }) => text, (error: unknown) => (error as Error).message));
    return cage.mark.pattern.test(said);
  } finally {
    cage.remove();
  }
}

async function inCage(options: RunOptions): Promise<CanaryRun> {
  const cage = makeCage();
  try {
    return await cage.run([], options);
  } finally {
    cage.remove();
  }
}
