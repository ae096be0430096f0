import { describe, expect, it } from 'vitest';
import { absent, declared, type Evidence } from '../../src/model/fact.ts';
import type { Finding } from '../../src/model/finding.ts';
import { servicesWords } from '../../src/reporters/services-words.ts';
import { repeatsIn, toldOnce } from '../../src/reporters/repeats.ts';
import { ruleWords, toldAbove } from '../../src/reporters/told-above.ts';
import { reportOf } from '../support/report.ts';

const file = { path: 'packages/data/pool.js', text: 'one\ntwo\nthree\n' };
const line = (start: number): Evidence => declared('database.pool', 'pool', file, { start, end: start + 3 });

/** A finding of a service in a line that services share, with something of its own. */
function finding(service: string, own: Partial<Finding> = {}): Finding {
  const { rule = 'database/pool-errors' } = own;
  return {
    id: `${rule}@${service}:${file.path}#pool`, rule, service, severity: 'high', confidence: 'high', points: 1, message: 'nobody listens', evidence: [line(0)],
    fix: { title: 'Listen', applicability: 'safe', change: { kind: 'advice' } }, ...own,
  };
}

const service = { name: '', root: '', facts: {}, overrides: [], files: [], problems: [] };
const told = (...findings: readonly Finding[]) => toldOnce(findings.map((each) => ({ finding: each, service })));
const idsOf = (...findings: readonly Finding[]) => told(...findings).map(({ first, repeats }) => [first, ...repeats].map((each) => each.finding.service));

describe('a finding', () => {
  it('repeats that of an earlier service where both say the same of the same line, whatever each loses', () => {
    expect(idsOf(finding('api'), finding('desk', { points: 0 }), finding('shop'))).toEqual([['api', 'desk', 'shop']]);
  });

  it.each<readonly [string, Partial<Finding>]>([
    ['rule', { rule: 'database/connection-timeout' }], ['severity', { severity: 'medium' }], ['message', { message: '2 pools' }], ['line', { evidence: [line(4)] }],
    ['file', { evidence: [declared('database.pool', 'pool', { ...file, path: 'apps/desk/pool.js' }, { start: 0, end: 3 })] }],
    ['proof', { evidence: [line(0), line(8)] }],
    ['fix', { fix: { title: 'Listen', applicability: 'review', change: { kind: 'advice' } } }],
  ])('is told where its %s is another', (_what, own) => {
    expect(idsOf(finding('api'), finding('desk', own))).toEqual([['api'], ['desk']]);
  });

  it.each<readonly [string, Evidence]>([
    ['a file that says nothing', absent('deploy.overlapSeconds', { path: 'railway.json', text: '{}' })], ['no file', absent('deploy.overlapSeconds')],
    ['the platform', { state: 'known', name: 'deploy.replicas', value: 1, provenance: { kind: 'live', place: { service: 'web', field: 'replicas', environment: 'production', readAt: '2026-11-22T08:00:00Z' } } }],
  ])('is told for each service where it is about %s', (_what, evidence) => {
    expect(idsOf(finding('api', { evidence: [evidence] }), finding('desk', { evidence: [evidence] }))).toEqual([['api'], ['desk']]);
  });

  it('is no repeat of another one of its own service', () => {
    const twice = (name: string) => [finding(name), finding(name, { id: `${finding(name).id}~2` })];
    expect(idsOf(...twice('api'), ...twice('desk'))).toEqual([['api', 'desk'], ['api', 'desk']]);
  });
});

describe('what was told above', () => {
  const score = { value: 90, raw: 90, grade: 'good', cappedBy: [], lost: 10, undecided: 0, categories: [] } as const;
  const own = (name: string) => [finding(name), finding(name, { rule: 'schema/a', points: 3, severity: 'low' }), finding(name, { id: `schema/a@${name}:2`, rule: 'schema/a', points: 0, severity: 'low', evidence: [line(4)] })];
  const late = finding('desk', { rule: 'http/timeout', severity: 'medium', points: 0 });

  it('is counted by the service where it was, with what it costs here', () => {
    const third = [...own('shop'), { ...late, id: 'http/timeout@shop', service: 'shop' }];
    const report = reportOf([{ name: 'api', score, findings: own('api') }, { name: 'desk', score, findings: [late] }, { name: 'shop', score, findings: third }]);
    const all = toldAbove(third, repeatsIn(report));
    expect(all.map(({ at, count, points, severity }) => [at, count, points, severity])).toEqual([['api', 3, 4, 'high'], ['desk', 1, 0, 'medium']]);
    expect(all.map(({ rules }) => ruleWords(rules))).toEqual(['database/pool-errors (-1), 2 of schema/a (-3)', 'http/timeout']);
    expect(toldAbove(own('api'), repeatsIn(report))).toEqual([]);
  });

  it('names the services that share a finding, and counts those over ten', () => {
    const names = (count: number) => servicesWords(told(...Array.from({ length: count }, (_item, index) => finding(`s${index + 1}`, { points: index % 2 })))[0] ?? (() => { throw new Error('something is told'); })());
    expect([names(1), names(3), names(12)]).toEqual(['s1', 's1, s2 (-1) and s3', 's1, s2 (-1), s3, s4 (-1), s5, s6 (-1), s7, s8 (-1), s9, s10 (-1) and 2 more']);
  });
});
