import type { Finding } from '../../model/finding.ts';
import type { Service } from '../../model/project.ts';
import type { Paint } from '../paint.ts';
import { whereOfFinding } from '../place.ts';
import { shown } from './width.ts';
import { wrap } from './wrap.ts';

/** Findings of one rule that are written out; of one more, the place tells enough. */
const MOST_ALIKE = 3;
/** Places that are named of those that are not. */
const MOST_PLACES = 3;

/** The findings of a service in two parts: those that are written out, and what is left of rules that have many. */
export function apartAlike(findings: readonly Finding[], asked: readonly string[] = []): { readonly full: readonly Finding[]; readonly rest: ReadonlyMap<string, readonly Finding[]> } {
  const full: Finding[] = [];
  const counts = new Map<string, number>();
  const rest = new Map<string, Finding[]>();
  for (const finding of findings) {
    const count = (counts.get(finding.rule) ?? 0) + 1;
    counts.set(finding.rule, count);
    if (count <= MOST_ALIKE || asked.includes(finding.rule)) full.push(finding);
    else rest.set(finding.rule, [...(rest.get(finding.rule) ?? []), finding]);
  }
  return { full, rest };
}

/** What rules with many findings say besides: how many more, where the next ones are, and how to see all. */
export function alikeText(rest: ReadonlyMap<string, readonly Finding[]>, service: Service, { width, paint, told }: { readonly width: number; readonly paint: Paint; readonly told?: string | undefined }): readonly string[] {
  if (rest.size === 0) return [];
  const lines = [...rest].flatMap(([rule, findings]) => {
    const places = findings.slice(0, MOST_PLACES).map((finding) => shown(whereOfFinding(finding, service, told))).filter((place) => place !== '');
    const where = places.length === 0 ? '' : `: ${places.join(', ')}${findings.length > places.length ? ', ...' : ''}`;
    const [first = '', ...more] = wrap(`${findings.length} of ${rule}${where} (\`optimize scan --rule ${rule}\` shows all)`, width - 8);
    return [`  ·     ${first}`, ...more.map((line) => `        ${line}`)];
  });
  return ['', paint.cyan('more of the same'), ...lines.map(paint.dim)];
}
