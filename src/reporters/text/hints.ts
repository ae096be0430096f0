import type { Finding } from '../../model/finding.ts';
import type { Service } from '../../model/project.ts';
import { counted } from '../../text/words.ts';
import type { Paint } from '../paint.ts';
import { whereOfFinding } from '../place.ts';
import { shown } from './width.ts';
import { wrap } from './wrap.ts';

/** Hints that are written out; the rest is counted. */
const MOST_HINTS = 6;

/** True for what is only worth knowing: it costs nothing, nothing has to be done, and nobody asked for its rule by name. */
export function isHint({ severity, points, rule }: Finding, asked: readonly string[] = []): boolean {
  return severity === 'info' && points === 0 && !asked.includes(rule);
}

/** What hints are shown with. */
export interface HintsView {
  readonly width: number;
  readonly paint: Paint;
  /** Rules that were asked for by name, none of whose findings is a hint. */
  readonly asked?: readonly string[] | undefined;
  /** The environment on the platform, where what stands above names it. */
  readonly told?: string | undefined;
}

/** Findings that are only worth knowing, in a line or two each: message, rule, place. */
export function hintsText(findings: readonly Finding[], service: Service, { width, paint, asked, told }: HintsView): readonly string[] {
  const hints = findings.filter((finding) => isHint(finding, asked));
  if (hints.length === 0) return [];
  // A line that says that one is left out is as long as the one.
  const most = hints.length === MOST_HINTS + 1 ? hints.length : MOST_HINTS;
  const lines = hints.slice(0, most).flatMap((finding) => {
    const where = shown(whereOfFinding(finding, service, told));
    const tail = [finding.rule, ...(where === '' ? [] : [where])].join(', ');
    const [first = '', ...more] = wrap(`${shown(finding.message)} (${tail})`, width - 8);
    return [`  ·     ${first}`, ...more.map((line) => `        ${line}`)];
  });
  const rest = hints.length - most;
  return ['', paint.cyan('worth knowing'), ...lines.map(paint.dim), ...(rest > 0 ? [paint.dim(`        and ${counted(rest, 'hint')} more, which --format json lists`)] : [])];
}
