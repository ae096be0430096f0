import type { Finding } from '../model/finding.ts';
import { SEVERITIES } from '../model/finding.ts';
import type { Service } from '../model/project.ts';
import type { Report } from '../report.ts';

/** A finding with the service that it is shown for. */
export interface ShownFinding {
  readonly finding: Finding;
  readonly service: Service;
}

/** Every open finding of a report, service by service. */
export function openFindings({ services }: Report): readonly ShownFinding[] {
  return services.flatMap(({ service, findings }) => findings.map((finding) => ({ finding, service })));
}

/** The findings that cost most first, then the most severe ones; the others keep their order. */
export function heaviestFirst<T extends ShownFinding>(findings: readonly T[]): readonly T[] {
  return findings.toSorted((a, b) => b.finding.points - a.finding.points || rankOf(b) - rankOf(a));
}

function rankOf({ finding }: ShownFinding): number {
  return SEVERITIES.indexOf(finding.severity);
}
