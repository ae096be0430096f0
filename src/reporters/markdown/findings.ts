import type { Commit } from '../../model/commit.ts';
import { adviceOf } from '../advice.ts';
import type { Subject } from '../format.ts';
import { code, inline } from './escape.ts';
import type { Column } from './table.ts';
import type { Section } from './sections.ts';
import { placeCode } from './place-code.ts';
import { toldOnce, type Told } from '../repeats.ts';
import { servicesWords } from '../services-words.ts';
import type { ShownFinding } from '../shown-finding.ts';

const COLUMNS: readonly Column[] = [{ title: 'Points', isNumber: true }, { title: 'Severity' }, { title: 'Finding' }, { title: 'Where' }, { title: 'What to do' }];

/** A finding, and in a check the commits that touched its file, newest first. */
type Row = ShownFinding & { readonly commits?: readonly Commit[] };

/** Findings as a table, in the order that they are given in; what several services share is one row. */
export function findingTable(title: string, isFolded: boolean, findings: readonly Row[], subject: Subject): Section {
  return { kind: 'table', title: `${title} (${findings.length})`, isFolded, columns: COLUMNS, rows: toldOnce(findings).map((each) => rowOf(each, subject)) };
}

function rowOf(told: Told<Row>, { report, prefix }: Subject): readonly string[] {
  const { first } = told;
  const { rule, severity, points, message } = first.finding;
  const { title, applicability } = adviceOf(first.finding, report.rules.get(rule));
  const named = report.services.length > 1 ? ` in ${servicesWords(told, inline)}` : '';
  return [
    points > 0 ? `-${points}` : '', severity, `${inline(message)}<br>${code(rule)}${named}${since(first)}`, placeCode(first, prefix),
    title === '' ? '' : `${inline(title)}${applicability === undefined ? '' : ` (${applicability})`}`,
  ];
}

/** The newest commit that may have brought it. */
function since({ commits: [newest] = [] }: Row): string {
  return newest === undefined ? '' : `<br>${code(newest.id.slice(0, 7))} ${inline(newest.subject)}`;
}
