import { countOf } from './fixes/verify.ts';
import type { Finding } from './model/finding.ts';
import type { Report } from './report.ts';
import { toldOnce } from './reporters/repeats.ts';
import { openFindings } from './reporters/shown-finding.ts';

/** Findings of other services that said the same as one that was mended, and went with it; from a scan before and one after. */
export function mendedWith(finding: Finding, before: Report, after: Report): readonly Finding[] {
  const alike = toldOnce(openFindings(before)).map(({ first, repeats }) => [first, ...repeats].map((each) => each.finding))
    .find((group) => group.some(({ id }) => id === finding.id)) ?? [];
  return alike.filter((each) => each.id !== finding.id && countOf(after, each) < countOf(before, each));
}
