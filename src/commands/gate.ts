import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { Report } from '../report.ts';

/** What a scan must meet to exit 0. Without a gate everything does. */
export interface Gate {
  readonly failOn: Severity | undefined;
  readonly minScore: number | undefined;
}

/** True when the report misses the gate. */
export function isBelowGate(report: Report, { failOn, minScore }: Gate): boolean {
  if (minScore !== undefined && report.score.value < minScore) return true;
  if (failOn === undefined) return false;
  const least = SEVERITIES.indexOf(failOn);
  return report.services.some(({ findings }) => findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= least));
}
