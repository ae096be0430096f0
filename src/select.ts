import type { Report } from './report.ts';
import { categoryOf } from './score/score.ts';
import { UsageError } from './usage-error.ts';

/** The report with the findings and verdicts of some rules or categories only; the score stays that of the whole. */
export function onlyRules(report: Report, rules: readonly string[], categories: readonly string[]): Report {
  if (rules.length === 0 && categories.length === 0) return report;
  const known = new Set(report.services.flatMap(({ verdicts }) => verdicts.map(({ rule }) => rule)));
  const wrongRule = rules.find((rule) => !known.has(rule));
  if (wrongRule !== undefined) throw new UsageError(`there is no rule ${wrongRule}`, '`optimize rules` lists them');
  const knownCategories = new Set([...known].map(categoryOf));
  const wrongCategory = categories.find((category) => !knownCategories.has(category));
  if (wrongCategory !== undefined) {
    throw new UsageError(`there is no category ${wrongCategory}`, `the categories are ${[...knownCategories].sort().join(', ')}`);
  }
  const isWanted = ({ rule }: { readonly rule: string }) => rules.includes(rule) || categories.includes(categoryOf(rule));
  const services = report.services.map((service) => ({
    ...service, findings: service.findings.filter(isWanted), ignored: service.ignored.filter(({ finding }) => isWanted(finding)), verdicts: service.verdicts.filter(isWanted),
  }));
  return { ...report, services };
}
