import type { Finding } from '../model/finding.ts';
import type { Report } from '../report.ts';
import { renderEvidence } from './evidence.ts';
import { provenPlace } from './place.ts';
import { openFindings, type ShownFinding } from './shown-finding.ts';

/** A finding that is told, and those of other services that would tell the same once more. */
export interface Told<T extends ShownFinding = ShownFinding> {
  readonly first: T;
  /** In the order in which they were given; empty for most findings. */
  readonly repeats: readonly T[];
}

/**
 * Findings in their order, each told once. Services that share code share what is wrong in it: one finding repeats another of an earlier
 * service where a reader would read the same text about the same lines, and one edit mends both. What stands in no line is never a repeat:
 * that a file says nothing, or the platform does, is to be mended for each service by itself.
 */
export function toldOnce<T extends ShownFinding>(findings: readonly T[]): readonly Told<T>[] {
  const told = new Map<string, { readonly first: T; readonly repeats: T[] }>();
  const counts = new Map<string, number>();
  for (const each of findings) {
    const saying = sayingOf(each.finding) ?? each.finding.id;
    // A service may say the same twice of one line; another service that does too repeats each of them.
    const within = JSON.stringify([each.finding.service, saying]);
    const count = (counts.get(within) ?? 0) + 1;
    counts.set(within, count);
    const key = `${count} ${saying}`;
    const first = told.get(key);
    if (first === undefined) told.set(key, { first: each, repeats: [] });
    else first.repeats.push(each);
  }
  return [...told.values()];
}

/** What a reader reads of a finding but for its points, which each service loses for itself; undefined where it stands in no line. */
function sayingOf({ rule, severity, message, evidence, fix }: Finding): string | undefined {
  const place = provenPlace(evidence);
  if (place?.range === undefined) return undefined;
  const { file, range } = place;
  return JSON.stringify([rule, severity, message, fix?.title, fix?.applicability, file.path, range.start, range.end, evidence.flatMap((fact) => renderEvidence(fact))]);
}

/** The findings of a report that repeat one of an earlier service: the one that was told, by the id of the one that is not. */
export function repeatsIn(report: Report): ReadonlyMap<string, ShownFinding> {
  return new Map(toldOnce(openFindings(report)).flatMap(({ first, repeats }) => repeats.map(({ finding }) => [finding.id, first] as const)));
}
