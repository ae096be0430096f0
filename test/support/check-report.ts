import type { CheckReport, ComparedFinding, Counts, PointMove, ServiceChange } from '../../src/check-report.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { GateResult, Report, ServiceReport } from '../../src/report.ts';

/** The commit that every change of a check in a test is said to come from. */
const COMMIT = { id: 'c0ffee0000000000000000000000000000000000', subject: 'Raise the pool | "fast" path' };

/**
 * What a check would say of two scans of one project: findings by id, services by name. Simple on purpose, so that tests of reporters need
 * no git and do not depend on the real comparison.
 */
export function checkReport(before: Report, after: Report, changes: Partial<CheckReport> = {}): CheckReport {
  const old = new Map(findingsOf(before).map((each) => [each.finding.id, each]));
  const current = findingsOf(after);
  const now = new Set(current.map(({ finding }) => finding.id));
  const fresh = current.filter(({ finding }) => !old.has(finding.id)).sort((a, b) => b.finding.points - a.finding.points);
  const gates = changes.gates ?? gatesOf(fresh, before, after);
  return {
    passed: gates.every(({ passed }) => passed),
    against: { kind: 'ref', ref: 'origin/main', commit: 'ba5e000000000000000000000000000000000000', isMergeBase: true, head: 'the work tree' },
    report: after, before, isPartial: false, untouched: [], isAnyTouched: true, judgedAlone: [],
    services: servicesOf(before, after),
    moves: movesOf(before, after),
    new: fresh.map((each) => ({ ...each, commits: [COMMIT] })),
    fixed: [...old.values()].filter(({ finding }) => !now.has(finding.id)),
    known: new Set(current.map(({ finding }) => finding.id).filter((id) => old.has(id))),
    aged: [], ignored: after.services.flatMap(({ ignored }) => ignored), stale: [],
    counts: countsOf(after, fresh),
    gates, notices: after.notices,
    ...changes,
  };
}

function findingsOf(report: Report): readonly ComparedFinding[] {
  return report.services.flatMap(({ service, findings }) => findings.map((finding) => ({ finding, service, commits: [] })));
}

function gatesOf(fresh: readonly ComparedFinding[], before: Report, after: Report): readonly GateResult[] {
  const loud = fresh.filter(({ finding }) => finding.severity !== 'info' && finding.severity !== 'low');
  const drop = before.score.value - after.score.value;
  return [
    { gate: 'new-findings', passed: loud.length === 0, limit: 'medium', because: `${loud.length} new ${loud.length === 1 ? 'finding' : 'findings'} of medium or worse${loud.length === 0 ? '' : `: ${loud.map(({ finding }) => `${finding.rule} in ${finding.service}`).join(', ')}`}` },
    { gate: 'drop', passed: drop <= 0, limit: '0', because: `the score went from ${before.score.value} to ${after.score.value}` },
  ];
}

function servicesOf(before: Report, after: Report): readonly ServiceChange[] {
  const score = (report: Report, name: string) => report.services.find(({ service }) => service.name === name)?.score;
  const kept = after.services.map(({ service: { name }, score: now }): ServiceChange => {
    const then = score(before, name);
    return then === undefined ? { name, state: 'added', after: now } : { name, state: 'kept', before: then, after: now };
  });
  const gone = before.services.filter(({ service }) => score(after, service.name) === undefined);
  return [...kept, ...gone.map(({ service: { name }, score: then }): ServiceChange => ({ name, state: 'removed', before: then }))];
}

function movesOf(before: Report, after: Report): readonly PointMove[] {
  const lost = (outcome: string, points: number) => (outcome === 'fail' || outcome === 'undecided' ? points : 0);
  const old = new Map(before.services.flatMap(({ verdicts }) => verdicts.map((verdict) => [`${verdict.service} ${verdict.rule}`, verdict])));
  const moves = after.services.flatMap(({ verdicts }) => verdicts.flatMap((now): readonly PointMove[] => {
    const then = old.get(`${now.service} ${now.rule}`);
    const points = then === undefined ? 0 : lost(then.outcome, then.points) - lost(now.outcome, now.points);
    return then === undefined || points === 0 ? [] : [{ service: now.service, rule: now.rule, before: then.outcome, after: now.outcome, points, commits: [COMMIT] }];
  }));
  return moves.sort((a, b) => a.points - b.points);
}

function countsOf({ services }: Report, fresh: readonly ComparedFinding[]): Counts {
  const count = (of: (service: ServiceReport) => number): number => services.map(of).reduce((sum, each) => sum + each, 0);
  const open = count(({ findings }) => findings.length);
  const ignored = count((service) => service.ignored.length);
  const outcome = (name: string) => count(({ verdicts }) => verdicts.filter((verdict) => verdict.outcome === name).length);
  const rest = { passed: outcome('pass'), notApplicable: outcome('not-applicable'), undecided: outcome('undecided') };
  return { total: open + ignored + rest.passed + rest.notApplicable + rest.undecided, new: fresh.length, unchanged: open - fresh.length, baselined: 0, ignored, ...rest };
}

/** The same report with other findings in its first service: hostile ones, none, or thousands. */
export function withFindings(report: Report, change: (findings: readonly Finding[]) => readonly Finding[]): Report {
  const [first, ...rest] = report.services;
  if (first === undefined) throw new Error('a report has at least one service');
  return { ...report, services: [{ ...first, findings: change(first.findings) }, ...rest] };
}
