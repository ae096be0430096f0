import { describe, expect, it } from 'vitest';
import { broughtBy, objectionTo } from '../../src/fixes/verify.ts';
import { absent, assumed } from '../../src/model/fact.ts';
import type { FactSet } from '../../src/model/facts.ts';
import type { Change } from '../../src/model/change.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report, Verdict } from '../../src/report.ts';

const CHANGE: Change = { kind: 'set-fact', fact: 'server.threads', value: 4 };

/** A command that needs a shell gets one. */
const SHELL: Change = { kind: 'rewrite', how: 'wrap-in-shell', at: [assumed('start.command', 'a && b', 'test')] };

function finding(rule: string, options: Partial<Finding> & { readonly change?: Change; readonly anchor?: string } = {}): Finding {
  const { change = CHANGE, anchor = 'x', ...rest } = options;
  return {
    id: `${rule}@web:Procfile#${anchor}`, rule, service: 'web', severity: 'high', confidence: 'high', points: 1, message: `${rule} fails`,
    evidence: [assumed('server.workers', 1, 'test')], fix: { title: 'Mend it', applicability: 'safe', change }, ...rest,
  };
}

interface State {
  readonly findings: readonly Finding[];
  readonly score: number;
  readonly undecided?: readonly string[];
  readonly facts?: FactSet;
  readonly name?: string;
}

function report({ findings, score, undecided = [], facts = {}, name = 'web' }: State): Report {
  const card = { value: score, grade: 'fair', cappedBy: [], lost: 100 - score, raw: score, undecided: 0, categories: [] } as const;
  const verdicts = [
    ...undecided.map((rule): Verdict => ({ rule, service: name, outcome: 'undecided', points: 1 })),
    ...findings.map(({ rule, points }): Verdict => ({ rule, service: name, outcome: 'fail', points })),
  ];
  const service = { name, root: '', facts, overrides: [], files: [], problems: [] };
  return { version: '0', edition: 'x', asOf: '2026-11-22', tables: { checked: '2026-11-22', days: 0 }, root: '.', score: card, notices: [], gates: [], rules: new Map(), services: [{ service, score: card, findings, ignored: [], verdicts }] };
}

const target = finding('server/workers');
const known: FactSet = { 'server.workers': assumed('server.workers', 1, 'test') };

const budget = (connections: number, severity: Finding['severity'] = 'critical'): Finding =>
  finding('database/connection-budget', { severity, evidence: [assumed('connections', connections, 'test')] });

describe('a fix', () => {
  const cases: readonly (readonly [string, State, State, RegExp | undefined])[] = [
    ['is made when its finding goes', { findings: [target], score: 70 }, { findings: [], score: 74 }, undefined],
    ['is refused when its finding stays', { findings: [target], score: 70 }, { findings: [target], score: 70 }, /no effect/],
    ['is refused when a score falls', { findings: [target], score: 70 }, { findings: [], score: 69 }, /fall from 70 to 69/],
    ['is refused when it renames a service', { findings: [target], score: 70 }, { findings: [], score: 74, name: 'api' }, /other services/],
    ['is refused when it brings another finding', { findings: [target], score: 70, facts: known }, { findings: [finding('network/port')], score: 74 }, /another finding: network\/port fails/],
    ['is made when it brings a milder one', { findings: [target], score: 70, facts: known }, { findings: [finding('build/pip-cache', { severity: 'low' })], score: 74 }, undefined],
    ['is refused when a milder one costs more', { findings: [target], score: 70, facts: known }, { findings: [finding('build/pip-cache', { severity: 'low' })], score: 69 }, /fall from 70/],
    ['is made when it leaves an ignore without a finding', { findings: [target], score: 70, facts: known }, { findings: [finding('config/unused-ignore')], score: 74 }, undefined],
    ['is made when what it brings is advice', { findings: [target], score: 70, facts: known }, { findings: [finding('server/preload', { severity: 'low' })], score: 74 }, undefined],
    ['is refused when it brings as much as it takes', { findings: [finding('server/workers', { severity: 'low' })], score: 70, facts: known }, { findings: [finding('server/preload', { severity: 'low' })], score: 74 }, /another finding/],
    ['is made when advice follows on advice', { findings: [finding('server/workers', { severity: 'low' })], score: 70, facts: known }, { findings: [finding('server/preload', { severity: 'info' })], score: 74 }, undefined],
    ['is refused when it brings what is quieter and loud still', { findings: [target], score: 70, facts: known }, { findings: [finding('network/port', { severity: 'medium' })], score: 74 }, /another finding/],
    ['is made when it brings a medium one in place of a critical one', { findings: [finding('server/workers', { severity: 'critical' })], score: 70, facts: known }, { findings: [finding('network/port', { severity: 'medium' })], score: 74 }, undefined],
    ['is refused when connections that do not fit come in place of a critical one', { findings: [finding('server/workers', { severity: 'critical' })], score: 70, facts: known }, { findings: [budget(30, 'medium')], score: 74 }, /connection-budget/],
    ['is made when the server that it lets start has findings of its own', { findings: [finding('start/shell-variables', { change: SHELL })], score: 70 }, { findings: [finding('network/port')], score: 66 }, undefined],
    ['is refused when a server that was seen before gets a finding by it', { findings: [finding('start/shell-variables', { change: SHELL })], score: 70, facts: { ...known, 'start.server': assumed('start.server', 'node', 'test') } },
      { findings: [finding('network/port')], score: 66 }, /another finding/],
    ['is refused when an ignore runs out by it', { findings: [target], score: 70, facts: known }, { findings: [finding('config/expired-ignore')], score: 74 }, /another finding/],
    ['is made when it uncovers what nobody could decide', { findings: [target], score: 70, facts: known, undecided: ['network/port'] }, { findings: [finding('network/port')], score: 74 }, undefined],
    ['is made when it uncovers what rests on a fact that was not known', { findings: [target], score: 70, facts: { 'server.workers': absent('server.workers') } },
      { findings: [finding('network/port')], score: 74 }, undefined],
    ['is made when only what it uncovers costs more', { findings: [target], score: 70, facts: { 'server.workers': absent('server.workers') } },
      { findings: [finding('network/port', { points: 3 })], score: 67 }, undefined],
    ['is refused when the score falls by more than what it uncovers', { findings: [target], score: 70, facts: { 'server.workers': absent('server.workers') } },
      { findings: [finding('network/port', { points: 3 })], score: 66 }, /fall from 70 to 66/],
    ['is refused when what it sets is what fails then', { findings: [target], score: 70 },
      { findings: [finding('deploy/memory-for-workers', { evidence: [assumed('server.threads', 4, 'test')] })], score: 74 }, /another finding/],
    ['is refused when the connections do not fit any more, decided before or not', { findings: [target], score: 70, undecided: ['database/connection-budget'] },
      { findings: [finding('database/connection-budget')], score: 74 }, /connection-budget/],
    ['is refused when connections that do not fit become more', { findings: [target, budget(30)], score: 70 }, { findings: [budget(31)], score: 74 }, /another finding worse: database\/connection-budget/],
    ['is refused when they do not fit at any time any more', { findings: [target, budget(30, 'medium')], score: 70 }, { findings: [budget(24)], score: 74 }, /another finding worse/],
    ['is made when they become fewer and are too many still', { findings: [target, budget(30)], score: 70 }, { findings: [budget(29)], score: 74 }, undefined],
    ['is made when another finding of the same place takes its number', { findings: [target, { ...target, id: `${target.id}~2` }], score: 70 }, { findings: [target], score: 70 }, undefined],
  ];
  it.each(cases)('%s', (_name, before, after, objection) => {
    const said = objectionTo(before.findings[0] ?? target, report(before), report(after));
    if (objection === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(objection);
  });
});

it('what comes with a fix is told where it is louder than advice, and is new', () => {
  const before = { findings: [target, finding('network/port', { severity: 'medium' })], score: 70 };
  const after = { findings: [finding('network/port', { severity: 'medium' }), finding('server/preload', { severity: 'low' }), finding('server/keep-alive', { severity: 'medium' }), budget(9)], score: 74 };
  expect(broughtBy(report(before), report(after)).map(({ rule }) => rule)).toEqual(['server/keep-alive', 'database/connection-budget']);
});
