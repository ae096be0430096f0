import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropGate, undecidedGate, findingsGates, stateGates } from '../../src/compare/gates.ts';
import { SEVERITIES, type Severity } from '../../src/model/finding.ts';
import type { ScoreCard } from '../../src/report.ts';
import { findingOf } from '../support/finding.ts';
import { reportOf } from '../support/report.ts';

function findingsGate(...words: Parameters<typeof findingsGates>) {
  const [gate] = findingsGates(...words);
  if (gate === undefined) throw new Error('no gate was asked for');
  return gate;
}

const finding = (rule: string, severity: Severity) => findingOf({ rule, service: 'api', path: 'Procfile', anchor: 'a', severity });
const card = (value: number, more: Partial<ScoreCard> = {}): ScoreCard => ({ value, raw: value, grade: value >= 95 ? 'excellent' : value >= 80 ? 'good' : value >= 60 ? 'fair' : 'poor', cappedBy: [], lost: 100 - value, undecided: 0, categories: [], ...more });

describe('the gate for findings', () => {
  it('lets pass what is milder than it asks for, and names what is not', () => {
    const findings = [finding('server/workers', 'medium'), finding('deploy/limits', 'low'), finding('network/port', 'high')];
    expect(findingsGate('new-findings', findings, 'critical')).toEqual({ gate: 'new-findings', limit: 'critical', passed: true, because: 'no new critical findings' });
    expect(findingsGate('new-findings', findings, 'medium')).toEqual({
      gate: 'new-findings', limit: 'medium', passed: false, because: '2 new findings of medium or worse: server/workers in api, network/port in api',
    });
    expect(findingsGate('findings', findings.slice(2), 'high').because).toBe('1 finding of high or worse: network/port in api');
  });

  it('counts what would be too long to read', () => {
    const findings = ['a/a', 'b/b', 'c/c', 'd/d', 'e/e'].map((rule) => finding(rule, 'high'));
    expect(findingsGate('findings', findings, 'low').because).toBe('5 findings of low or worse: a/a in api, b/b in api, c/c in api and 2 more');
  });

  it('names a rule once in a service', () => {
    const findings = ['a/a', 'b/b', 'a/a', 'a/a'].map((rule) => finding(rule, 'high'));
    expect(findingsGate('new-findings', findings, 'low').because).toBe('4 new findings of low or worse: a/a in api (3 times), b/b in api');
  });

  it('fails exactly when something is as loud as it asks for', () => {
    const severity = fc.constantFrom(...SEVERITIES);
    fc.assert(fc.property(fc.array(severity), severity, (list, failOn) => {
      const loud = list.some((each) => SEVERITIES.indexOf(each) >= SEVERITIES.indexOf(failOn));
      expect(findingsGate('findings', list.map((each) => finding('a/a', each)), failOn).passed).toBe(!loud);
    }));
  });
});

describe('the gate for a drop', () => {
  const service = (before: number, after: number, name = 'api') => ({ name, state: 'kept' as const, before: card(before), after: card(after) });

  it('says from where to where, and which rules', () => {
    const moves = [{ service: 'api', rule: 'server/workers', points: -4, after: 'fail' as const }, { service: 'api', rule: 'network/port', points: 3, after: 'pass' as const }, { service: 'web', rule: 'deploy/draining', points: -2, after: 'fail' as const }];
    expect(dropGate([service(82, 81)], moves, 0)).toEqual({ gate: 'drop', limit: '0', passed: false, because: 'api went from 82 to 81 (server/workers -4)' });
  });

  it('allows as many points as it is told, of each service', () => {
    expect(dropGate([service(82, 79), service(90, 87, 'web')], [], 3)).toMatchObject({ passed: true, because: 'no service lost more than 3 points' });
    expect(dropGate([service(82, 79), service(90, 86, 'web')], [], 3)).toMatchObject({ passed: false, because: 'web went from 90 to 86' });
  });

  it('does not count points of what can no longer be known, however the rest moved', () => {
    const state = (value: number, undecided: number) => card(value, { undecided });
    const change = (before: ScoreCard, after: ScoreCard) => dropGate([{ name: 'api', state: 'kept', before, after }], [], 0);
    expect(change(state(90, 0), state(80, 10))).toMatchObject({ passed: true, because: 'no service lost points' });
    expect(change(state(90, 0), state(80, 7))).toMatchObject({ passed: false, because: 'api went from 90 to 80' });
    expect(change(state(80, 10), state(80, 0))).toMatchObject({ passed: true }); // a finding, and no drop
  });

  it('does not count services that came or went, or that gained', () => {
    const services = [{ name: 'new', state: 'added' as const, after: card(10) }, { name: 'old', state: 'removed' as const, before: card(90) }, service(70, 75)];
    expect(dropGate(services, [], 0)).toMatchObject({ passed: true, because: 'no service lost points' });
  });
});

describe('the gate for what can no longer be known', () => {
  const moves = [
    { service: 'api', rule: 'server/workers', points: -4, after: 'undecided' as const }, { service: 'api', rule: 'network/port', points: -3, after: 'undecided' as const },
    { service: 'api', rule: 'deploy/draining', points: -2, after: 'fail' as const }, { service: 'web', rule: 'network/port', points: 3, after: 'pass' as const },
  ];

  it('counts what each service lost to it', () => {
    expect(undecidedGate(moves, 7)).toEqual({ gate: 'undecided', limit: '7', passed: true, because: 'no service lost more than 7 points to what can no longer be known' });
    expect(undecidedGate(moves, 6)).toMatchObject({ passed: false, because: 'api lost 7 points to what can no longer be known (server/workers -4, network/port -3)' });
    expect(undecidedGate(moves.slice(2), 0)).toMatchObject({ passed: true });
  });
});

describe('the gates for a state', () => {
  const report = reportOf([
    { name: 'api', score: card(82, { categories: [{ id: 'security', points: 10, lost: 3, undecided: 0 }] }) },
    { name: 'web', score: card(55) },
  ]);

  it('are only those that are asked for', () => {
    expect(stateGates(report, { maxLost: new Map() })).toEqual([]);
  });

  it('look at every service', () => {
    expect(stateGates(report, { minScore: 55, minGrade: 'poor', maxLost: new Map([['security', 3]]) }).map(({ passed }) => passed)).toEqual([true, true, true]);
    expect(stateGates(report, { minScore: 80, minGrade: 'good', maxLost: new Map([['security', 2]]) })).toEqual([
      { gate: 'min-score', limit: '80', passed: false, because: 'web has 55; at least 80 are asked for' },
      { gate: 'min-grade', limit: 'good', passed: false, because: 'web is poor; good is asked for' },
      { gate: 'max-lost', limit: 'security=2', passed: false, because: 'api lost 3 points in security; 2 may be lost' },
    ]);
  });

  it('let pass a category in which nothing was lost', () => {
    expect(stateGates(report, { maxLost: new Map([['network', 0]]) })).toMatchObject([{ passed: true, because: 'no service lost more than 0 points in network' }]);
  });
});
