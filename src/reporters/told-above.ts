import type { Finding, Severity } from '../model/finding.ts';
import { SEVERITIES } from '../model/finding.ts';
import type { ShownFinding } from './shown-finding.ts';

/** What a service has of that was told at an earlier one. */
export interface ToldAbove {
  /** The name of the earlier service. */
  readonly at: string;
  readonly count: number;
  /** Points that this service loses by it. */
  readonly points: number;
  /** The loudest of it. */
  readonly severity: Severity;
  /** In the order in which the findings were given. */
  readonly rules: readonly ToldRule[];
}

interface ToldRule {
  readonly rule: string;
  readonly count: number;
  readonly points: number;
}

/** What of the findings of one service was told above, by the service where it was. */
export function toldAbove(findings: readonly Finding[], repeats: ReadonlyMap<string, ShownFinding>): readonly ToldAbove[] {
  const told = findings.flatMap((finding) => {
    const first = repeats.get(finding.id);
    return first === undefined ? [] : [{ finding, at: first.finding.service }];
  });
  return [...new Set(told.map(({ at }) => at))].map((at) => ({ at, ...sumOf(told.filter((each) => each.at === at).map(({ finding }) => finding)) }));
}

function sumOf(findings: readonly Finding[]): Omit<ToldAbove, 'at'> {
  const rules = [...new Set(findings.map(({ rule }) => rule))].map((rule) => {
    const own = findings.filter((finding) => finding.rule === rule);
    return { rule, count: own.length, points: pointsOf(own) };
  });
  const loudest = Math.max(...findings.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return { count: findings.length, points: pointsOf(findings), severity: SEVERITIES[loudest] ?? 'info', rules };
}

/** Rules with what each found and what it costs: `17 of schema/foreign-key-index (-3), database/pool-errors (-1)`. */
export function ruleWords(rules: readonly ToldRule[], name: (rule: string) => string = (rule) => rule): string {
  return rules.map(({ rule, count, points }) => `${count === 1 ? '' : `${count} of `}${name(rule)}${points > 0 ? ` (-${points})` : ''}`).join(', ');
}

function pointsOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, { points }) => sum + points, 0);
}
