import type { Commit } from '../../model/commit.ts';
import { adviceOf } from '../advice.ts';
import type { Subject } from '../format.ts';
import { code, inline } from './escape.ts';
import type { Column } from './table.ts';
import type { Section } from './sections.ts';
import { repositoryPlace } from '../repository-place.ts';
import { placeOfFinding } from '../place.ts';
import type { ShownFinding } from '../shown-finding.ts';

const COLUMNS: readonly Column[] = [{ title: 'Points', isNumber: true }, { title: 'Severity' }, { title: 'Finding' }, { title: 'Where' }, { title: 'What to do' }];

/** A finding, and in a check the commits that touched its file, newest first. */
type Row = ShownFinding & { readonly commits?: readonly Commit[] };

/** Findings as a table, in the order that they are given in. */
export function findingTable(title: string, isFolded: boolean, findings: readonly Row[], subject: Subject): Section {
  return { kind: 'table', title: `${title} (${findings.length})`, isFolded, columns: COLUMNS, rows: findings.map((each) => rowOf(each, subject)) };
}

function rowOf(each: Row, { report, prefix }: Subject): readonly string[] {
  const { rule, service, severity, points, message } = each.finding;
  const { title, applicability } = adviceOf(each.finding, report.rules.get(rule));
  const named = report.services.length > 1 ? ` in ${inline(service)}` : '';
  return [
    points > 0 ? `-${points}` : '', severity, `${inline(message)}<br>${code(rule)}${named}${since(each)}`, where(each, prefix),
    title === '' ? '' : `${inline(title)}${applicability === undefined ? '' : ` (${applicability})`}`,
  ];
}

/** The newest commit that may have brought it. */
function since({ commits: [newest] = [] }: Row): string {
  return newest === undefined ? '' : `<br>${code(newest.id.slice(0, 7))} ${inline(newest.subject)}`;
}

function where({ finding, service }: ShownFinding, prefix: string): string {
  const place = placeOfFinding(finding, service);
  const at = place === undefined ? undefined : repositoryPlace(place, prefix);
  if (at === undefined) return '';
  return code(at.isWholeFile ? at.path : `${at.path}:${at.start.line}`);
}
