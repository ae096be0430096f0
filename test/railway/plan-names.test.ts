import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { notesOf, type Notes } from '../../src/apply/notes.ts';
import type { AppliedPlan } from '../../src/model/applied-plan.ts';
import type { LiveEdit, LivePlan, PlanReason } from '../../src/model/live-plan.ts';
import type { LiveState } from '../../src/model/live-state.ts';
import { beginJournal, closeApplies, unfinishedApplies } from '../../src/remote/apply-journal.ts';
import { planSteps } from '../../src/remote/plan-steps.ts';
import { redeployCommand, takeBack } from '../../src/remote/take-back.ts';
import { PLAIN } from '../../src/reporters/paint.ts';
import { appliedText } from '../../src/reporters/railway/applied-text.ts';
import { planText } from '../../src/reporters/railway/plan-text.ts';
import { unfinishedLines } from '../../src/reporters/railway/unfinished-lines.ts';
import { checkConsent } from '../../src/confirm-apply.ts';
import { widthOf } from '../../src/reporters/text/width.ts';
import { UsageError } from '../../src/usage-error.ts';
import { liveState, type GivenService } from '../support/live-state.ts';

const REASON: PlanReason = { id: 'platform/nixpacks-deprecated@0', rule: 'platform/nixpacks-deprecated', message: 'it is old', title: 'Build with Railpack', applicability: 'review' };
const NIXPACKS: Partial<GivenService> = { settings: { 'build.builder': 'NIXPACKS' } };

/** A state with services of some ids and names, each built with Nixpacks. */
const shopOf = (services: Readonly<Record<string, string>>): LiveState => liveState({ services: Object.entries(services).map(([id, name]) => ({ ...NIXPACKS, id, name })) });
const railpack = (id: string): LiveEdit => ({ kind: 'setting', service: { id, name: 'web' }, setting: 'build.builder', value: 'RAILPACK' });
const port = (id: string): LiveEdit => ({ kind: 'variable', service: { id, name: 'web' }, variable: 'PORT', to: { kind: 'value', value: '8080' } });
const stepsOf = (state: LiveState, ...edits: readonly LiveEdit[]) => planSteps(state, [{ reason: REASON, edits }]);
const planOf = (state: LiveState, ...edits: readonly LiveEdit[]): LivePlan => ({
  project: state.project, environment: state.environment, readAt: state.readAt, steps: stepsOf(state, ...edits), refused: [], inFiles: [], inCode: [], notices: [],
});

describe('steps of services', () => {
  it('are apart where two have one name, and are called by the id too', () => {
    const steps = stepsOf(shopOf({ 'id-1': 'web', 'id-2': 'web', 'id-3': 'api' }), railpack('id-1'), railpack('id-2'), railpack('id-3'), port('id-2'));
    expect(steps.map(({ id, service, changes }) => [id, service.id, changes.map(({ edit }) => edit.service.id)])).toEqual([
      ['web@id-2/variables.PORT', 'id-2', ['id-2']], ['api/settings', 'id-3', ['id-3']], ['web@id-1/settings', 'id-1', ['id-1']], ['web@id-2/settings', 'id-2', ['id-2']],
    ]);
  });

  it('are called by the id too where the name does not end where the step begins', () => {
    const odd: LiveEdit = { kind: 'variable', service: { id: 'id-1', name: 'a' }, variable: 'X/settings', to: { kind: 'value', value: '1' } };
    expect(stepsOf(shopOf({ 'id-1': 'a', 'id-2': 'a/variables.X', 'id-3': 'a@b' }), odd, railpack('id-2'), railpack('id-3')).map(({ id }) => id))
      .toEqual(['a/variables.X/settings', 'a/variables.X@id-2/settings', 'a@b@id-3/settings']);
  });

  it('of one service are made together, whatever others are called', () => {
    const scaled: LiveEdit = { kind: 'replicas', service: { id: 'id-1', name: 'web' }, replicas: 3 };
    expect(stepsOf(shopOf({ 'id-1': 'web', 'id-2': 'web' }), railpack('id-1'), railpack('id-2'), scaled).map(({ id }) => id)).toEqual(['web@id-1/settings', 'web@id-1/scale', 'web@id-2/settings']);
  });
});

describe('a command for people', () => {
  const namedBy = (services: Readonly<Record<string, string>>): string => {
    const state = shopOf(services);
    return redeployCommand(state.services.find(({ id }) => id === 'id-1') ?? { id: '', name: '' }, state, state);
  };

  it.each([
    ['a name of its own', { 'id-1': 'web', 'id-2': 'api' }, "web"],
    ['a name with a blank and a quote', { 'id-1': "ada's web" }, String.raw`'ada'\''s web'`],
    ['a name that two have', { 'id-1': 'web', 'id-2': 'web' }, 'id-1'],
    ['a name that two have but for the case', { 'id-1': 'web', 'id-2': 'Web' }, 'id-1'],
    ['a name that is the id of another', { 'id-1': 'id-2', 'id-2': 'api' }, 'id-1'],
    ['a name that begins with a dash', { 'id-1': '-x' }, 'id-1'],
    ['a name with a control character', { 'id-1': 'web\u001B[31m' }, 'id-1'],
    ['a name with a mark that turns the reading direction', { 'id-1': 'web\u202E' }, 'id-1'],
    ['a name with a line end', { 'id-1': 'web\nrm' }, 'id-1'],
    ['a name with a line separator', { 'id-1': 'web\u2028rm' }, 'id-1'],
  ])('names the service by %s: %j', (_, services, word) => {
    expect(namedBy(services)).toBe(`railway redeploy -s ${word} -e production -p project-1`);
  });

  it('names the environment by its id where its name is a flag', () => {
    const state = { ...shopOf({ 'id-1': 'web' }), environment: { id: 'environment-1', name: '--help' } };
    expect(redeployCommand({ id: 'id-1', name: 'web' }, state, state)).toBe('railway redeploy -s web -e environment-1 -p project-1');
  });

  it('that takes a variable back names the service as safely', () => {
    const state = shopOf({ 'id-1': '-x' });
    const [step] = stepsOf(state, port('id-1'));
    expect(step && takeBack(step, state, state)).toEqual({ commands: ['railway variable delete PORT -s id-1 -e production -p project-1'] });
  });

  it('takes back what a terminal does not show as it was, and without showing it', () => {
    const before = 'echo "\u202E\u001B[31m" \\n\nexec \'web\' \u{1F680}';
    const state = liveState({ services: [{ id: 'id-1', name: 'web', settings: { 'deploy.startCommand': before } }] });
    const [step] = stepsOf(state, { kind: 'setting', service: { id: 'id-1', name: 'web' }, setting: 'deploy.startCommand', value: 'web' });
    const back = step && takeBack(step, state, state);
    const [command = ''] = back !== undefined && 'commands' in back ? back.commands : [];
    expect(command).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    const printed = execFileSync('sh', ['-c', command.replace(/ \| railway environment edit [^|]*$/, '')], { encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual({ services: { 'id-1': { deploy: { startCommand: before } } } });
  });

  it('takes replicas back by the patch that Railway had, region by region', () => {
    const state = liveState({ services: [{ id: 'id-1', name: 'web', regions: [{ region: 'us-west2', replicas: 3 }] }] });
    const [step] = stepsOf(state, { kind: 'replicas', service: { id: 'id-1', name: 'web' }, region: 'us-west2', replicas: 1 });
    const patch = { services: { 'id-1': { deploy: { multiRegionConfig: { 'us-west2': { numReplicas: 3 } } } } } };
    expect(step && takeBack(step, state, state)).toEqual({ commands: [`printf %s '${JSON.stringify(patch)}' | railway environment edit -p project-1 -e production --json`] });
  });
});

describe('confirming what is lost', () => {
  const state = liveState({ services: [['id-1', 'web'], ['id-2', 'web'], ['id-3', '--help'], ['id-4', 'my api']].map(([id = '', name = '']) => ({ id, name, regions: [{ region: 'us-west2', replicas: 3 }] })) });
  const scaledDown = (id: string): LiveEdit => ({ kind: 'replicas', service: { id, name: 'web' }, region: 'us-west2', replicas: 1 });
  const refusal = (ids: readonly string[], destructive: readonly string[]): string => {
    try {
      checkConsent(planOf(state, ...ids.map(scaledDown)), { yes: true, isReviewed: true, destructive });
      return '';
    } catch (error) {
      return error instanceof UsageError ? `${error.message} | ${error.hint}` : String(error);
    }
  };

  it.each([
    ['the name of one', ['id-1'], ['web']], ['its id', ['id-1'], ['id-1']], ['the ids of two that have one name', ['id-1', 'id-2'], ['id-1', 'id-2']],
    ['the id of one whose name is a flag', ['id-3'], ['id-3']], ['a name with a blank', ['id-4'], ['my api']],
  ])('takes %s', (_, ids, destructive) => {
    expect(refusal(ids, destructive)).toBe('');
  });

  it.each([
    ['a name that two have', ['id-1', 'id-2'], ['web'], /no step of the plan loses anything of web \| it is id-1, id-2$/],
    ['one of two that have one name', ['id-1', 'id-2'], ['id-1'], /^web@id-2\/scale loses something.*add --confirm-destructive id-2,/],
    ['nothing, with a blank in the name', ['id-4'], [], /add --confirm-destructive 'my api',/],
    ['nothing, with a flag for a name', ['id-3'], [], /add --confirm-destructive id-3,/],
  ])('does not take %s', (_, ids, destructive, message) => {
    expect(refusal(ids, destructive)).toMatch(message);
  });
});

describe('a step in a plan', () => {
  const replicas: LiveEdit = { kind: 'replicas', service: { id: 'id-1', name: '' }, region: 'us-west2', replicas: 1 };
  it.each([['web', 80], ['web', 40], ['n'.repeat(300), 80], ["my web 'service' \"x\" \u{1F680} of ours that is called so", 80], ['\u7DB2\u7AD9'.repeat(20), 40]])('says that it loses something, whatever its name is and how narrow the terminal: %s in %i columns', (name, width) => {
    const state = liveState({ services: [{ id: 'id-1', name, regions: [{ region: 'us-west2', replicas: 3 }] }] });
    const lines = planText({ plan: planOf(state, replicas), hash: undefined, unfinished: [] }, { width, paint: PLAIN }).split('\n');
    expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
    expect(lines.slice(0, 15).join('\n')).toMatch(/destructive, review,\s+deploys/);
    expect(lines.slice(0, 2).join(' ')).toContain('read 2026-11-22 03:10 UTC');
  });
});

it('what came of a plan is printed without what a name does to a terminal', () => {
  const state = shopOf({ 'id-1': 'web\u001B[31m\u202E\u061C\nrm' });
  const [step] = stepsOf(state, port('id-1'));
  if (step === undefined) throw new Error('there is no step');
  const applied: AppliedPlan = {
    plan: planOf(state, port('id-1')), hash: '', isInterrupted: false, redeploys: [{ service: step.service.name, command: redeployCommand(step.service, state, state) }],
    outcomes: [{ step, state: 'done', takeBack: { commands: ['railway \u001B[31m\u202E\u061C'] } }],
  };
  const text = appliedText(applied, { width: 80, paint: PLAIN });
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  expect(text).toContain('web\uFFFD[31m\uFFFD\uFFFD rm runs as it was deployed');
  expect(text).toContain('\n  railway redeploy -s id-1 -e production -p project-1\n');
});

describe('the journal of apply', () => {
  const roots: string[] = [];
  afterEach(() => { for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true }); });

  const before = shopOf({ 'id-1': 'web' });
  const now = new Date('2026-11-26T05:00:00.000Z');
  const begin = (notes: Notes, hash: string) => beginJournal(notes, { plan: planOf(before, port('id-1')), before, hash, salt: '', seals: new Map() }, now);

  async function newNotes(): Promise<Notes> {
    const root = mkdtempSync(join(tmpdir(), 'optimize-journal-'));
    roots.push(root);
    execFileSync('git', ['init', '--quiet', root]);
    return notesOf(root, 'railway');
  }

  it('goes on telling of a run until an apply on its own environment was told', async () => {
    const notes = await newNotes();
    begin(notes, 'one');
    closeApplies(notes, unfinishedApplies(notes), { id: 'environment-2', name: 'staging' });
    expect(unfinishedApplies(notes)).toHaveLength(1);
    closeApplies(notes, unfinishedApplies(notes), before.environment);
    expect(unfinishedApplies(notes)).toEqual([]);
  });

  it('says of a run that made all its steps that nobody saw it', async () => {
    const notes = await newNotes();
    const journal = begin(notes, 'one');
    journal.ends(stepsOf(before, port('id-1')), 'done');
    const [told] = unfinishedApplies(notes);
    expect(told && unfinishedLines(told, { width: 120, paint: PLAIN }).slice(0, 2)).toEqual([
      'the apply of 2026-11-26 05:00 UTC on production of shop was made, and what came of it was not shown', 'step 1 of 1, web/variables.PORT, was made',
    ]);
  });

  it('keeps two runs that begin in one millisecond', async () => {
    const notes = await newNotes();
    for (const hash of ['one', 'two']) begin(notes, hash);
    const ids = unfinishedApplies(notes).map(({ id }) => id);
    expect(ids).toEqual([expect.stringMatching(/^20261126050000000-[0-9a-f]{8}$/), expect.stringMatching(/^20261126050000000-[0-9a-f]{8}$/)]);
    expect(new Set(ids).size).toBe(2);
  });
});
