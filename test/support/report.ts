import type { Finding } from '../../src/model/finding.ts';
import type { Report, ScoreCard, ServiceReport, Verdict } from '../../src/report.ts';

/** What a test says of a service. */
export interface ServiceParts {
  readonly name: string;
  readonly score: ScoreCard;
  readonly findings?: readonly Finding[];
  readonly ignored?: ServiceReport['ignored'];
  readonly verdicts?: readonly Verdict[];
}

/** A report of services that no scan has made. */
export function reportOf(parts: readonly ServiceParts[]): Report {
  const services = parts.map(({ name, score, findings = [], ignored = [], verdicts = [] }): ServiceReport => ({
    service: { name, root: '', facts: {}, overrides: [], files: [], problems: [] }, score, findings, ignored, verdicts,
  }));
  const lowest = services.toSorted((a, b) => a.score.value - b.score.value)[0];
  if (lowest === undefined) throw new Error('a report has at least one service');
  return { version: '0.0.0', edition: '2026.1', asOf: '2026-11-22', tables: { checked: '2026-11-22', days: 0 }, root: '.', score: lowest.score, services, notices: [], gates: [], rules: new Map() };
}
