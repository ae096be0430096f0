import type { CheckReport } from '../../check-report.ts';
import type { Subject } from '../format.ts';
import { heaviestFirst, openFindings } from '../shown-finding.ts';
import { undecidedReasons } from '../undecided.ts';
import { signed } from '../words.ts';
import { code, inline } from './escape.ts';
import { findingTable } from './findings.ts';
import type { Section } from './sections.ts';

/** What a check found to be different: new findings to be seen, the others folded. */
export function differences(check: CheckReport, subject: Subject): readonly Section[] {
  const known = openFindings(subject.report).filter(({ finding }) => check.known.has(finding.id));
  return [
    ...(check.new.length === 0 ? [{ kind: 'text', text: '### No new findings' } as const] : []),
    findingTable('New findings', false, check.new, subject),
    moveTable(check),
    findingTable('Because time passed', true, check.aged, subject),
    findingTable('Fixed', true, check.fixed, subject),
    findingTable('Known findings', true, heaviestFirst(known), subject),
  ];
}

/** So many commits of a move are named, the newest ones. */
const MOST_COMMITS = 3;

function moveTable({ moves }: CheckReport): Section {
  return {
    kind: 'table', title: `What moved the score (${moves.length})`, isFolded: true,
    columns: [{ title: 'Points', isNumber: true }, { title: 'Service' }, { title: 'Rule' }, { title: 'Outcome' }, { title: 'Why', isOptional: true }, { title: 'Commits', isOptional: true }],
    rows: moves.map(({ points, service, rule, before, after, because, commits }) => [
      signed(points), inline(service), code(rule), `${before} → ${after}`, inline(because ?? ''),
      commits.slice(0, MOST_COMMITS).map(({ id }) => code(id.slice(0, 7))).join(', '),
    ]),
  };
}

/** What no gate looks at: ignored findings, what could not be known, notices. */
export function rest({ report, check }: Subject): readonly Section[] {
  const ignored = (check?.ignored ?? report.services.flatMap((service) => service.ignored))
    .map(({ finding, reason, until, by }) => [code(finding.rule), inline(finding.message), inline(reason), until ?? '', code(by)]);
  const undecided = (check?.isAnyTouched === false ? [] : report.services).flatMap(({ service, verdicts }) => undecidedReasons(verdicts)
    .map(({ reason, rules, points }) => [`-${points}`, inline(service.name), inline(reason), rules.map(code).join(', ')]));
  const notices = (check?.notices ?? report.notices).map(({ message, path }) => [inline(message), path === undefined ? '' : code(path)]);
  const stale = (check?.stale ?? []).map(code);
  return [
    { kind: 'list', title: `In the baseline, and gone (${stale.length})`, isFolded: true, items: stale },
    { kind: 'table', title: `Ignored (${ignored.length})`, isFolded: true, rows: ignored, columns: [{ title: 'Rule' }, { title: 'Finding' }, { title: 'Reason' }, { title: 'Until' }, { title: 'By' }] },
    { kind: 'table', title: `Undecided (${undecided.length})`, isFolded: true, rows: undecided, columns: [{ title: 'Points', isNumber: true }, { title: 'Service' }, { title: 'Why' }, { title: 'Rules' }] },
    { kind: 'table', title: `Notes (${notices.length})`, isFolded: true, rows: notices, columns: [{ title: 'Note' }, { title: 'File' }] },
  ];
}
