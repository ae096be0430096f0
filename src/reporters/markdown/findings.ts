import { adviceOf } from '../advice.ts';
import type { Subject } from '../format.ts';
import { code, inline } from './escape.ts';
import type { Column } from './table.ts';
import type { Section } from './sections.ts';
import { repositoryPlace } from '../repository-place.ts';
import { placeOfFinding } from '../place.ts';
import type { ShownFinding } from '../shown-finding.ts';

const COLUMNS: readonly Column[] = [{ title: 'Points', isNumber: true }, { title: 'Severity' }, { title: 'Finding' }, { title: 'Where' }, { title: 'What to do' }];

/** Findings as a table, in the order that they are given in. */
export function findingTable(title: string, isFolded: boolean, findings: readonly ShownFinding[], subject: Subject): Section {
  return { kind: 'table', title: `${title} (${findings.length})`, isFolded, columns: COLUMNS, rows: findings.map((each) => rowOf(each, subject)) };
}

function rowOf(each: ShownFinding, { report, prefix }: Subject): readonly string[] {
  const { rule, service, severity, points, message } = each.finding;
  const { title, applicability } = adviceOf(each.finding, report.rules.get(rule));
  const named = report.services.length > 1 ? ` in ${inline(service)}` : '';
  return [
    points > 0 ? `-${points}` : '', severity, `${inline(message)}<br>${code(rule)}${named}`, where(each, prefix),
    title === '' ? '' : `${inline(title)}${applicability === undefined ? '' : ` (${applicability})`}`,
  ];
}

function where({ finding, service }: ShownFinding, prefix: string): string {
  const place = placeOfFinding(finding, service);
  const at = place === undefined ? undefined : repositoryPlace(place, prefix);
  if (at === undefined) return '';
  return code(at.isWholeFile ? at.path : `${at.path}:${at.start.line}`);
}
