import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CALLS_BEFORE, ENVIRONMENT, plannedShop, PROJECT, SECOND_STEP, SECRET, WEB, type PlannedShop } from '../support/planned-shop.ts';
import { AT_SECOND_STEP } from '../support/failing-step.ts';

const WHERE = `-s ${WEB} -e ${ENVIRONMENT} -p ${PROJECT}`;

let shop: PlannedShop;
beforeEach(() => { shop = plannedShop(); });
afterEach(() => shop.remove());

const confirmed = ['--yes', '--confirm-destructive', 'web'];
const applied = (stdout: string) => (JSON.parse(stdout) as { readonly applied: { readonly ok: boolean; readonly error: unknown; readonly steps: readonly { readonly id: string; readonly state: string }[] } }).applied;
const statesIn = (stdout: string) => applied(stdout).steps.map(({ state }) => state);

/** Everything that the program left behind, as one text. */
function leftBehind(): string {
  const folder = join(shop.root, '.cache');
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')).join('\n');
}

describe('optimize railway diff', () => {
  it('shows the steps, what is lost, and the command that makes them', async () => {
    const { stdout, stderr, exitCode } = await shop.railway(['diff']);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/1 {2}web\/variables\.DATABASE_URL +review\n +- \$\{\{Postgres\.DATABASE_PUBLIC_URL\}\}\n +\+ \$\{\{Postgres\.DATABASE_URL\}\}\n/);
    expect(stdout).toMatch(/2 {2}web\/variables\.SECRET_KEY +review\n +- "…"\n +\+ …\n/);
    expect(stdout).toMatch(/3 {2}web\/variables\.GUNICORN_WORKERS +destructive, review, deploys\n +- …\n +\+ \(removed\)\n +the value of GUNICORN_WORKERS is lost: it is kept nowhere\n +nothing reads GUNICORN_WORKERS/);
    expect(stdout).toContain('3 steps; Railway deploys web once; destructive for web');
    expect(stdout).toMatch(/`optimize railway apply [0-9a-f]{12}` makes them/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('changes nothing, gives the same plan the same hash, and keeps no value', async () => {
    expect(await shop.hash()).toBe(await shop.hash());
    expect(shop.writes()).toEqual([]);
    const left = leftBehind();
    expect(left).toContain('web/variables.SECRET_KEY');
    expect(left).not.toContain(SECRET);
    expect(left).not.toContain('Postgres');
  });

  it('gives another hash once a value changed that nobody is shown', async () => {
    const first = await shop.hash();
    shop.setVariable('SECRET_KEY', `"${SECRET.toUpperCase()}"`);
    expect(await shop.hash()).not.toBe(first);
  });

  it('ends with 1 on --exit-code while there is something to do', async () => {
    expect((await shop.railway(['diff', '--exit-code'])).exitCode).toBe(1);
    expect((await shop.railway(['diff', '--exit-code', '--rule', 'security/security-headers'])).exitCode).toBe(0);
  });

  it('plans some steps alone', async () => {
    const { stdout } = await shop.railway(['diff', '--json', '--step', 'web/variables.SECRET_KEY']);
    expect((JSON.parse(stdout) as { readonly steps: readonly { readonly id: string }[] }).steps.map(({ id }) => id)).toEqual(['web/variables.SECRET_KEY']);
    const wrong = await shop.railway(['diff', '--step', 'web/scale']);
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('the plan has no step web/scale') as string });
  });

  it('says as JSON what goes wrong', async () => {
    const { stdout, exitCode } = await shop.railway(['diff', '--json'], { mode: 'not-logged-in', after: 0 });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: 'railway-login' } });
  });
});

describe('optimize railway apply', () => {
  it('makes the steps of a plan in their order, the values on stdin, and says how each is taken back and what is gone', async () => {
    const { stdout, stderr, exitCode } = await shop.railway(['apply', await shop.hash(), ...confirmed]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(shop.writes()).toEqual([
      [`variable set DATABASE_URL --stdin --skip-deploys --json ${WHERE}`, '${{Postgres.DATABASE_URL}}'],
      [`variable set SECRET_KEY --stdin --skip-deploys --json ${WHERE}`, SECRET],
      [`environment edit --json --project ${PROJECT} --environment ${ENVIRONMENT} --message optimize: web/variables.GUNICORN_WORKERS`, JSON.stringify({ services: { [WEB]: { variables: { GUNICORN_WORKERS: null } } } })],
    ]);
    expect(stdout).toContain('✔ 1 web/variables.DATABASE_URL: made');
    expect(stdout).toContain("printf %s '${{Postgres.DATABASE_PUBLIC_URL}}' | railway variable set");
    expect(stdout).toContain('cannot be taken back: the value is there without what stood around it');
    expect(stdout).toContain('cannot be taken back: the value of GUNICORN_WORKERS is kept nowhere');
    expect(stdout).toMatch(/gone, as a new reading shows\n {2}network\/private-references@/);
    expect(stdout).toContain('3 of 3 steps made in production of shop');
    expect(stdout).not.toContain('redeploy');
    expect(stdout + leftBehind()).not.toContain(SECRET);
  });

  it('has nothing to do after that', async () => {
    await shop.railway(['apply', ...confirmed, '--review']);
    expect(await shop.railway(['apply'])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('nothing to do on Railway') as string });
    expect(shop.writes()).toHaveLength(3);
  });

  it('says what is to be deployed where no step deploys', async () => {
    const { stdout, exitCode } = await shop.railway(['apply', '--step', 'web/variables.SECRET_KEY', '--yes', '--review']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/web runs as it was deployed: .*\n(?:.*\n)? {2}railway redeploy -s web -e production -p/);
    expect(shop.writes()).toHaveLength(1);
  });

  it('prints the plan before it makes it, and names it', async () => {
    const hash = await shop.hash();
    const { stdout } = await shop.railway(['apply', hash, ...confirmed]);
    expect(stdout).toMatch(new RegExp(`1 {2}web/variables\\.DATABASE_URL +review[^]*3 steps; Railway deploys web once; destructive for web\\nmaking the plan ${hash}\\n\\n {2}✔ 1 `));
  });

  it('prints the plan and what came of it as one document, and the plan on stderr before', async () => {
    const { stdout, stderr } = await shop.railway(['apply', '--json', '--review', ...confirmed]);
    expect(stderr).toMatch(/1 {2}web\/variables\.DATABASE_URL +review[^]*\nmaking the plan [0-9a-f]{12}\n$/);
    expect(stderr).not.toContain(SECRET);
    expect(applied(stdout)).toMatchObject({ ok: true, error: null, proof: { left: [] }, redeploys: [] });
    expect(statesIn(stdout)).toEqual(['done', 'done', 'done']);
    expect(stdout).not.toContain(SECRET);
  });
});

describe('what apply refuses', () => {
  it.each([
    ['nobody is there to confirm it', [], 'nobody is there to confirm the plan'],
    ['something would be lost', ['--yes'], 'web/variables.GUNICORN_WORKERS loses something, and --yes alone does not confirm that'],
    ['a review is wanted and the plan was not seen', confirmed, 'web/variables.DATABASE_URL wants a review, and --yes alone is none'],
    ['another service is named', ['--yes', '--confirm-destructive', 'api'], '--confirm-destructive api: no step of the plan loses anything of api'],
    ['there is no such plan', ['abcdef123456', '--yes'], 'no plan abcdef123456 is remembered here'],
    ['there is no such step', ['--step', 'web/scale'], 'the plan has no step web/scale'],
  ])('says why and changes nothing where %s', async (_, words, message) => {
    const { stdout, stderr, exitCode } = await shop.railway(['apply', ...words]);
    expect({ stdout, exitCode, first: stderr.split('\n')[0] }).toEqual({ stdout: '', exitCode: 2, first: message });
    expect(stderr.split('\n')[1]).not.toBe('');
    expect(shop.writes()).toEqual([]);
  });

  it('is the same as JSON', async () => {
    const { stdout, exitCode } = await shop.railway(['apply', '--json']);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: 'not-confirmed' } });
  });

  it('is a plan that is stale, also by a value that nobody is shown', async () => {
    const hash = await shop.hash();
    shop.setVariable('SECRET_KEY', `"${SECRET.toUpperCase()}"`);
    const { stderr, exitCode } = await shop.railway(['apply', hash, ...confirmed]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`the plan ${hash} is stale: web/variables.SECRET_KEY changed on Railway since it was made`);
    expect(shop.writes()).toEqual([]);
  });

  it('is a plan whose reason is gone', async () => {
    const hash = await shop.hash();
    shop.setVariable('SECRET_KEY', SECRET);
    expect(await shop.railway(['apply', hash, ...confirmed])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('wants something else since it was made') as string });
    expect(shop.writes()).toEqual([]);
  });
});

describe('an apply that does not end well', () => {
  it.each(AT_SECOND_STEP)('stops and says what was made where the second step meets: %s', async (mode, state, code) => {
    const hash = await shop.hash();
    const { stdout, stderr, exitCode } = await shop.railway(['apply', hash, '--json', '--railway-timeout', '60', ...confirmed], { mode, after: SECOND_STEP, ...(mode === 'slow' ? { limit: 60 } : {}) });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(/making the plan [0-9a-f]{12}\n$/) as string });
    expect(statesIn(stdout)).toEqual(['done', state, 'not-tried']);
    expect(applied(stdout)).toMatchObject({ ok: false, interrupted: false, proof: null, error: { code, message: expect.stringMatching(/railway variable set/) as string, hint: expect.stringMatching(/\w/) as string } });
    expect(stdout).not.toContain(SECRET);
    expect(shop.web().variables['SECRET_KEY']).toMatchObject({ value: `"${SECRET}"` });
  });

  it('says that a step was not tried where Railway cannot be read before it', async () => {
    const { stdout, exitCode } = await shop.railway(['apply', await shop.hash(), ...confirmed], { mode: 'rate-limited', after: CALLS_BEFORE + 1 });
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/✔ 1 .*\n(?:.*\n)*.*· 2 .*: not tried\n.*· 3 .*: not tried/);
    expect(stdout).toContain('You are being ratelimited');
    expect(stdout).toContain('1 of 3 steps made in production of shop');
  });

  it('tells nobody for certain where the CLI is killed behind its back', async () => {
    const { stdout, exitCode } = await shop.railway(['apply', await shop.hash(), '--json', ...confirmed], { mode: 'killed-late', after: SECOND_STEP });
    expect(exitCode).toBe(2);
    expect(statesIn(stdout)).toEqual(['done', 'unsure', 'not-tried']); // it was made, and its answer was lost
    expect(shop.web().variables['SECRET_KEY']).toMatchObject({ value: SECRET });
  });
});
