import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareStates, type TwoStates } from '../../src/compare/assemble.ts';
import { checkJson } from '../../src/reporters/check/json.ts';
import { SEVERITIES } from '../../src/model/finding.ts';
import type { Report, ScoreCard, Verdict } from '../../src/report.ts';
import { findingOf } from '../support/finding.ts';
import { reportOf } from '../support/report.ts';

const SERVICES = ['api', 'web'] as const;
const RULES = ['a/one', 'a/two', 'b/one'] as const;

function card(lost: number): ScoreCard {
  const value = 100 - lost;
  return { value, raw: value, grade: value >= 95 ? 'excellent' : 'good', cappedBy: [], lost, undecided: 0, categories: [] };
}

/** What one rule found in a service: how often, how much of it is ignored, and how loud it is. */
const outcome = fc.record({ open: fc.integer({ min: 0, max: 2 }), ignored: fc.integer({ min: 0, max: 1 }), path: fc.constantFrom('x', 'y'), severity: fc.constantFrom(...SEVERITIES) });
const state: fc.Arbitrary<Report> = fc.array(fc.array(outcome, { minLength: RULES.length, maxLength: RULES.length }), { minLength: SERVICES.length, maxLength: SERVICES.length }).map((services) => reportOf(
  services.map((outcomes, at) => {
    const name = SERVICES[at] ?? '';
    const all = outcomes.map(({ open, ignored, path, severity }, index) => {
      const rule = RULES[index] ?? '';
      const list = Array.from({ length: open + ignored }, (_, each) => findingOf({ rule, service: name, path, anchor: 'p', number: each + 1, severity, points: each === 0 && open > 0 ? 5 : 0 }));
      const verdict: Verdict = { rule, service: name, outcome: open > 0 ? 'fail' : ignored > 0 ? 'ignored' : 'pass', points: 5 };
      return { findings: list.slice(0, open), ignored: list.slice(open).map((finding) => ({ finding, reason: 'known', by: 'optimize.yaml:1' })), verdict };
    });
    return {
      name, score: card(5 * all.filter(({ verdict }) => verdict.outcome === 'fail').length),
      findings: all.flatMap(({ findings }) => findings), ignored: all.flatMap(({ ignored }) => ignored), verdicts: all.map(({ verdict }) => verdict),
    };
  }),
));

function statesOf(before: Report, after: Report): TwoStates {
  return {
    against: { kind: 'ref', ref: 'main', commit: 'a'.repeat(40), isMergeBase: false, head: 'the work tree' }, before, beforeBySettings: undefined, after, wholeRules: new Set(),
    pairs: { pairs: SERVICES.map((name) => ({ before: name, after: name })), added: [], removed: [] },
    naming: { serviceOf: (name) => name, pathOf: (path) => path },
    beforeThen: new Set(before.services.flatMap(({ findings, ignored }) => [...findings, ...ignored.map(({ finding }) => finding)].map(({ id }) => id))),
    commits: new Map(), untouched: [], judgedAlone: [], notices: [],
  };
}

const GATES = { failOn: 'medium', maxDrop: 0, maxLost: new Map() } as const;
const check = (before: Report, after: Report) => compareStates(statesOf(before, after), GATES);
const openOf = ({ services }: Report) => services.flatMap(({ findings }) => findings);

describe('a check of two states', () => {
  it('adds up, whatever the states are', () => {
    fc.assert(fc.property(state, state, (before, after) => {
      const { new: added, known, fixed, counts, moves, services, gates, passed } = check(before, after);
      const { total, ...parts } = counts;
      expect(Object.values(parts).reduce((sum, each) => sum + each, 0)).toBe(total);
      expect(added.length + known.size).toBe(openOf(after).length);
      expect([counts.new, counts.unchanged]).toEqual([added.length, known.size]);
      expect(added.every(({ finding }) => !known.has(finding.id))).toBe(true);
      expect(fixed.every(({ finding }) => openOf(before).includes(finding))).toBe(true);
      for (const { name, before: old, after: now } of services) {
        const moved = moves.filter(({ service }) => service === name).reduce((sum, { points }) => sum + points, 0);
        expect(moved).toBe((now?.value ?? 0) - (old?.value ?? 0));
      }
      const loud = added.some(({ finding }) => SEVERITIES.indexOf(finding.severity) >= SEVERITIES.indexOf('medium'));
      const fell = services.some(({ before: old, after: now }) => (now?.value ?? 0) < (old?.value ?? 0));
      expect(gates.map(({ gate, passed: isMet }) => [gate, isMet])).toEqual([['new-findings', !loud], ['drop', !fell]]);
      expect(passed).toBe(!loud && !fell);
    }));
  });

  it('brings at least as many new findings as there are more of a rule in a service than before', () => {
    fc.assert(fc.property(state, state, (before, after) => {
      const { new: added } = check(before, after);
      for (const service of SERVICES) {
        for (const rule of RULES) {
          const here = ({ rule: name, service: place }: { readonly rule: string; readonly service: string }) => name === rule && place === service;
          const all = (report: Report) => report.services.flatMap(({ findings, ignored }) => [...findings, ...ignored.map(({ finding }) => finding)]).filter(here);
          const grown = openOf(after).filter(here).length - all(before).length;
          expect(added.filter(({ finding }) => here(finding)).length).toBeGreaterThanOrEqual(grown);
        }
      }
    }));
  });

  it('is quiet about a state beside itself, and says the same twice', () => {
    fc.assert(fc.property(state, (same) => {
      const { new: added, fixed, moves, aged, passed } = check(same, same);
      expect({ added, fixed, moves, aged, passed }).toEqual({ added: [], fixed: [], moves: [], aged: [], passed: true });
    }));
    fc.assert(fc.property(state, state, (before, after) => {
      expect(checkJson(check(before, after))).toBe(checkJson(check(before, after)));
    }), { numRuns: 20 });
  });

  it('finds new what the way back fixes, where nothing is ignored and nothing grew louder', () => {
    fc.assert(fc.property(state, state, (some, other) => {
      const quiet = (report: Report): Report => ({ ...report, services: report.services.map((each) => ({
        ...each, ignored: [], findings: each.findings.map((finding) => ({ ...finding, severity: 'low' as const })),
        verdicts: each.verdicts.map((verdict) => (verdict.outcome === 'ignored' ? { ...verdict, outcome: 'pass' as const } : verdict)),
      })) });
      expect(check(quiet(some), quiet(other)).new.length).toBe(check(quiet(other), quiet(some)).fixed.length);
    }));
  });

  it('repeats no notice of the state before', () => {
    const [plain] = fc.sample(state, 1);
    if (plain === undefined) throw new Error('there is no state');
    const noted = (...messages: readonly string[]): Report => ({ ...plain, notices: messages.map((message) => ({ message })) });
    expect(check(noted('a file is not read'), noted('a file is not read', 'the folder cannot be listed')).notices).toEqual([{ message: 'the folder cannot be listed' }]);
  });
});
