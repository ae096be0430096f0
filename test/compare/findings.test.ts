import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFindings } from '../../src/compare/compare-findings.ts';
import { identityOf, idOf, type Naming } from '../../src/compare/identity.ts';
import { findingOf, type FindingParts } from '../support/finding.ts';

const SAME: Naming = { serviceOf: (name) => name, pathOf: (path) => path };
const parts: FindingParts = { rule: 'async/blocking-call', service: 'api', path: 'app/pay.py', anchor: 'blocking:pay' };

function changed(before: Partial<FindingParts>[], after: Partial<FindingParts>[], naming: Naming = SAME) {
  const findings = (list: Partial<FindingParts>[]) => list.map((each) => findingOf({ ...parts, ...each }));
  const { added, fixed, kept } = compareFindings({ open: findings(before), ignored: [] }, { open: findings(after), ignored: [] }, naming);
  return { added: added.map(({ id }) => id), fixed: fixed.map(({ id }) => id), kept: kept.length };
}

describe('the identity of a finding', () => {
  it('is the same after its id was taken apart', () => {
    const text = fc.string({ maxLength: 10 });
    fc.assert(fc.property(text, text, text, fc.integer({ min: 1, max: 20 }), (service, path, anchor, number) => {
      fc.pre(!/~\d+$/.test(anchor));
      const finding = findingOf({ rule: 'a/b', service, path, anchor, number });
      expect(identityOf(finding)).toEqual({ rule: 'a/b', service, path, anchor, number });
      expect(idOf(identityOf(finding))).toBe(finding.id);
    }));
  });
});

describe('findings of two states', () => {
  it('are the same when nothing changed', () => {
    expect(changed([{}], [{}])).toEqual({ added: [], fixed: [], kept: 1 });
  });

  it('are the same in a file of another name', () => {
    expect(changed([{}], [{ path: 'app/billing.py' }], { ...SAME, pathOf: () => 'app/billing.py' })).toMatchObject({ added: [], fixed: [] });
  });

  it('are the same when their anchor names the renamed file', () => {
    const before = { rule: 'config/syntax', path: 'a/railway.toml', anchor: 'syntax:a/railway.toml' };
    const after = { rule: 'config/syntax', path: 'b/railway.toml', anchor: 'syntax:b/railway.toml' };
    expect(changed([before], [after], { ...SAME, pathOf: (path) => path.replace('a/', 'b/') })).toMatchObject({ added: [], fixed: [] });
  });

  it('are the same in a service of another name', () => {
    expect(changed([{}], [{ service: 'web' }], { ...SAME, serviceOf: () => 'web' })).toMatchObject({ added: [], fixed: [] });
  });

  it('are the same when a setting moved to another file', () => {
    const draining = { rule: 'deploy/draining', anchor: 'deploy.drainingSeconds' };
    expect(changed([{ ...draining, path: 'railway.json' }], [{ ...draining, path: '.railway/railway.ts' }])).toMatchObject({ added: [], fixed: [] });
  });

  it('are the same when what holds the text has another name', () => {
    expect(changed([{ text: 'requests.get(url)' }], [{ anchor: 'blocking:charge', text: 'requests.get(url)' }])).toMatchObject({ added: [], fixed: [] });
  });

  it('are the same in another file where most of the text stays, and not where it says something else', () => {
    const moved = (text: string) => changed([{ text: 'requests.get("https://bank.example/charge", timeout=5)' }], [{ path: 'app/refund.py', text }]);
    expect(moved('requests.get("https://bank.example/charge", timeout=9)')).toMatchObject({ added: [], fixed: [] });
    expect(moved('requests.post("https://mail.test/send", json=body)')).toMatchObject({ added: [expect.any(String)], fixed: [expect.any(String)] });
  });

  it('are not the same for a text that says little', () => {
    expect(changed([{ text: '--workers 1' }], [{ anchor: 'blocking:charge', text: '--workers 1' }])).toMatchObject({ added: [expect.any(String)], fixed: [expect.any(String)] });
  });

  it('are new in another service, and of another rule', () => {
    expect(changed([{}], [{ service: 'web' }])).toMatchObject({ added: [expect.stringContaining('@web:')], fixed: [expect.any(String)] });
    expect(changed([{}], [{ rule: 'http/client-per-request' }])).toMatchObject({ added: [expect.any(String)], fixed: [expect.any(String)] });
  });

  it('are counted where several share a place', () => {
    expect(changed([{}, { number: 2 }], [{}, { number: 2 }, { number: 3 }])).toEqual({ added: [findingOf({ ...parts, number: 3 }).id], fixed: [], kept: 2 });
    expect(changed([{}, { number: 2 }], [{}])).toMatchObject({ added: [], fixed: [findingOf({ ...parts, number: 2 }).id] });
  });

  it('are new when they grow more severe, and not when they grow milder', () => {
    expect(changed([{ severity: 'medium' }], [{ severity: 'critical' }])).toMatchObject({ added: [expect.any(String)], fixed: [] });
    expect(changed([{ severity: 'critical' }], [{ severity: 'medium' }])).toMatchObject({ added: [], fixed: [] });
  });

  it('are told apart by how severe they are where several share a place, whatever their order', () => {
    const [loud, low] = [{ severity: 'critical' }, { severity: 'low' }] as const;
    expect(changed([loud, { ...low, number: 2 }], [low, { ...loud, number: 2 }])).toEqual({ added: [], fixed: [], kept: 2 });
    expect(changed([low], [loud, { ...low, number: 2 }])).toEqual({ added: [findingOf({ ...parts }).id], fixed: [], kept: 1 });
  });

  it('add up, whatever changed', () => {
    const one = fc.record({ rule: fc.constantFrom('a/a', 'b/b'), path: fc.constantFrom('x', 'y'), anchor: fc.constantFrom('p', 'q'), number: fc.integer({ min: 1, max: 2 }) });
    const list = fc.uniqueArray(one, { selector: (each) => JSON.stringify(each) });
    fc.assert(fc.property(list, list, (before, after) => {
      const { added, fixed, kept } = changed(before, after);
      expect([added.length + kept, fixed.length + kept]).toEqual([after.length, before.length]);
    }));
  });
});

describe('ignored findings of two states', () => {
  const here = findingOf(parts);
  const none = { open: [], ignored: [] };

  it('hide nothing: one that is ignored as before is not the same as an open one elsewhere, or beside it', () => {
    for (const added of [findingOf({ ...parts, path: 'app/refund.py' }), findingOf({ ...parts, number: 2 })]) {
      expect(compareFindings({ ...none, ignored: [here] }, { open: [added], ignored: [findingOf(parts)] }, SAME)).toEqual({ added: [added], fixed: [], kept: [], hidden: [] });
    }
    const [first, second] = [findingOf(parts), findingOf({ ...parts, number: 2 })];
    expect(compareFindings({ ...none, ignored: [here] }, { open: [first], ignored: [second] }, SAME).added).toEqual([first]);
  });

  it('are no news once nobody ignores them any more, and not gone once somebody does', () => {
    const now = findingOf(parts);
    expect(compareFindings({ ...none, ignored: [here] }, { ...none, open: [now] }, SAME)).toEqual({ added: [], fixed: [], kept: [[here, now]], hidden: [] });
    expect(compareFindings({ ...none, open: [here] }, { ...none, ignored: [now] }, SAME)).toEqual({ added: [], fixed: [], kept: [], hidden: [here] });
  });

  it('add up with the open ones, whatever changed, and a state beside itself is quiet', () => {
    const one = fc.record({
      service: fc.constantFrom('api', 'web'), path: fc.constantFrom('x', 'y'), anchor: fc.constantFrom('p', 'q'), number: fc.integer({ min: 1, max: 2 }),
      severity: fc.constantFrom('low' as const, 'high' as const), isIgnored: fc.boolean(),
    });
    const list = fc.uniqueArray(one, { selector: ({ service, path, anchor, number }) => [service, path, anchor, number].join() });
    const stateOf = (each: readonly (FindingParts & { readonly isIgnored: boolean })[]) => ({
      open: each.filter(({ isIgnored }) => !isIgnored).map(findingOf), ignored: each.filter(({ isIgnored }) => isIgnored).map(findingOf),
    });
    const states = list.map((each) => each.map((more) => ({ ...parts, ...more })));
    fc.assert(fc.property(states, states, (before, after) => {
      const [old, now] = [stateOf(before), stateOf(after)];
      const { added, fixed, kept, hidden } = compareFindings(old, now, SAME);
      expect(added.length + kept.length).toBe(now.open.length);
      expect(fixed.length + hidden.length).toBeLessThanOrEqual(old.open.length);
      expect(now.open.length - old.open.length - old.ignored.length).toBeLessThanOrEqual(added.length);
      const again = compareFindings(now, stateOf(after), SAME);
      expect([again.added, again.fixed, again.hidden, again.kept.length]).toEqual([[], [], [], now.open.length]);
    }));
  });
});
