import type { Finding, Severity } from '../../model/finding.ts';
import type { RuleText } from '../../report.ts';
import type { Service } from '../../model/project.ts';
import { adviceLine } from '../advice-line.ts';
import { describe, renderEvidence } from '../evidence.ts';
import type { Paint } from '../paint.ts';
import { placeOfFinding, whereOfFinding } from '../place.ts';
import { excerpt } from './excerpt.ts';
import { cutBeforePlace, withPlaceBelow } from './place-below.ts';
import { shown } from './width.ts';
import { justified, wrap } from './wrap.ts';

const MARKS: Readonly<Record<Severity, string>> = { critical: '✖', high: '✖', medium: '▲', low: '·', info: '·' };
/** A derivation longer than this is left to `optimize explain`: the connections of a web process and a worker fit in. */
const MOST_EVIDENCE = 18;

/** What a finding is shown with. */
export interface FindingView {
  readonly service: Service;
  /** The texts of its rule. */
  readonly rule: RuleText | undefined;
  readonly width: number;
  readonly paint: Paint;
  /** The environment on the platform, where what stands above names it. */
  readonly told?: string | undefined;
  /** Fixes that were said above, so that many findings of one rule say theirs once. */
  readonly said?: Set<string>;
  /** All that proves it, in whole lines. */
  readonly isWhole?: boolean;
}

/** One finding: message, source line, what proves it, how to fix it. */
export function findingText(finding: Finding, { service, rule, width, paint, told, said = new Set(), isWhole = false }: FindingView): readonly string[] {
  const colour = severityColour(finding.severity, paint);
  const head = severityHead(finding);
  const [first = '', ...more] = wrap(shown(finding.message), width - head.length);
  const indent = '        ';
  const place = placeOfFinding(finding, service);
  const advice = adviceLine(finding, rule);
  const saying = `${finding.rule} ${advice}`;
  const fix = said.has(saying) ? '' : advice;
  said.add(saying);
  return [
    `${colour(head)}${paint.bold(first)}`,
    ...more.map((line) => indent + paint.bold(line)),
    ...(place === undefined ? [] : excerpt(place, width - indent.length, paint).map((line) => indent + line)),
    ...evidenceLines(finding, { isShown: place !== undefined, told, isWhole }).flatMap((line) => withPlaceBelow(line, width - indent.length))
      .map((line) => indent + paint.dim(isWhole ? line : cutBeforePlace(line, width - indent.length))),
    ...wrap(fix, width - indent.length, '  ').map((line) => indent + paint.green(line)),
    ...lastLines(whereOfFinding(finding, service, told), `${finding.severity}  ${finding.rule}`, width - indent.length).map((line) => indent + paint.dim(line)),
  ];
}

/** What stands before a message: `  ✖  -2 `. */
export function severityHead({ severity, points }: Pick<Finding, 'severity' | 'points'>): string {
  return `  ${MARKS[severity]} ${(points > 0 ? `-${points}` : '').padStart(3)} `;
}

interface Shown extends Pick<FindingView, 'told'> {
  readonly isShown: boolean;
  readonly isWhole: boolean;
}

/** What proves the finding; the first fact is left out when the excerpt shows it and it was not calculated. */
function evidenceLines({ evidence, rule }: Finding, { isShown, told, isWhole }: Shown): readonly string[] {
  const lines = evidence.flatMap((fact, index) => {
    const isPlain = fact.state !== 'absent' && fact.provenance.kind === 'declared';
    if (index === 0 && isShown && isPlain) return [];
    return index === 0 && fact.state === 'absent' ? [describe(fact, told)] : renderEvidence(fact, told);
  });
  if (isWhole || lines.length <= MOST_EVIDENCE) return lines;
  return [...lines.slice(0, MOST_EVIDENCE), `… ${lines.length - MOST_EVIDENCE} more: optimize explain ${rule} shows them`];
}

/** Where it is, and what rule says so; on two lines where one has no room for both. */
function lastLines(where: string, rule: string, width: number): readonly string[] {
  const line = justified(where, rule, width);
  return line.endsWith(rule) ? [line] : [...wrap(where, width), justified('', rule, width)];
}

/** The colour of what is so loud. */
export function severityColour(severity: Severity, paint: Paint): (text: string) => string {
  if (severity === 'critical' || severity === 'high') return paint.red;
  return severity === 'medium' ? paint.yellow : paint.dim;
}
