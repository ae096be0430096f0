import { findingsGate, stateGates, type Gates } from './compare/gates.ts';
import type { GateResult, Report } from './report.ts';
import { checkLimits, type GateSettings } from './resolve-gates.ts';
import { categoryOf } from './score/score.ts';

/** Whether a project as it is takes the bars of some flags. Without a flag there is none: a scan reports, a check judges. */
export function scanGates(report: Report, { failOn, minScore, minGrade, maxLost }: GateSettings): readonly GateResult[] {
  checkLimits({ maxLost }, [...new Set([...report.rules.keys()].map(categoryOf))].sort());
  const gates: Gates = { minScore: minScore?.value, minGrade: minGrade?.value, maxLost: new Map([...maxLost].map(([category, { value }]) => [category, value])) };
  const findings = report.services.flatMap((service) => service.findings);
  return [...(failOn === undefined || failOn.value === 'never' ? [] : [findingsGate('findings', findings, failOn.value)]), ...stateGates(report, gates)];
}
