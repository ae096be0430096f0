import { baseId, type Finding } from '../model/finding.ts';
import type { Report, ServiceReport } from '../report.ts';

/** A rule whose failure a fix must never bring about, even where nobody knew before whether it holds. */
const NEVER_BROKEN = new Set(['database/connection-budget']);

/**
 * Why a fix must not be made, from a scan before and one of the tree that it would leave; undefined where nothing speaks against it.
 * The finding must go, no other may come, and no score may fall.
 */
export function objectionTo(finding: Finding, before: Report, after: Report): string | undefined {
  const services = new Map(after.services.map((each) => [each.service.name, each]));
  if (services.size !== before.services.length || before.services.some(({ service }) => !services.has(service.name))) {
    return 'the project would have other services';
  }
  for (const old of before.services) {
    const objection = objectionIn(old, services.get(old.service.name) as ServiceReport);
    if (objection !== undefined) return objection;
  }
  return countOf(after, finding) < countOf(before, finding) ? undefined : 'it would have no effect: the finding would still be there';
}

function countOf(report: Report, finding: Finding): number {
  const id = baseId(finding);
  return report.services.flatMap(({ findings }) => findings).filter((each) => baseId(each) === id).length;
}

function objectionIn(before: ServiceReport, after: ServiceReport): string | undefined {
  const added = addedFinding(before, after);
  if (added !== undefined) return `it would bring another finding: ${added.message}`;
  if (after.score.value >= before.score.value) return undefined;
  return `the score of ${before.service.name} would fall from ${before.score.value} to ${after.score.value}`;
}

/** A finding of a rule that has more of them than before. What was undecided and is now known to fail was there before. */
function addedFinding(before: ServiceReport, after: ServiceReport): Finding | undefined {
  const known = new Set(before.findings.map(({ id }) => id));
  const countIn = ({ findings }: ServiceReport, rule: string) => findings.filter((each) => each.rule === rule).length;
  return after.findings.find(({ id, rule }) => {
    if (known.has(id) || countIn(after, rule) <= countIn(before, rule)) return false;
    const wasUndecided = before.verdicts.some((verdict) => verdict.rule === rule && verdict.outcome === 'undecided');
    return !wasUndecided || NEVER_BROKEN.has(rule);
  });
}
