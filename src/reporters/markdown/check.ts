import type { CheckReport, PointMove, ServiceChange } from '../../check-report.ts';
import { code, codeBlock, inline } from './escape.ts';
import type { Section } from './fit.ts';
import { commitsText, findingItem, folded, ignoredItem, tableSection } from './parts.ts';
import { signed } from '../words.ts';

/** The first lines: passed or failed, the score, and why it failed. */
export function checkHeadline(check: CheckReport): string {
  const { report: { score }, before, gates, against } = check;
  const was = before === undefined ? '' : `, ${before.score.value} before (${signed(score.value - before.score.value)})`;
  const base = against.kind === 'ref' ? `${code(against.ref)} (${against.commit.slice(0, 7)})` : `the baseline ${code(against.path)}`;
  const failed = gates.filter(({ passed }) => !passed).map(({ because }) => `- ${inline(because)}\n`);
  return `### ${check.passed ? '✅' : '❌'} Deployment check ${check.passed ? 'passed' : 'failed'}: ${score.value}/100 ${score.grade}${was}

${failed.length === 0 ? '' : `${failed.join('')}\n`}Compared with ${base}: ${check.new.length} new, ${check.fixed.length} fixed, ${check.counts.unchanged} unchanged.

`;
}

/** What a check has to say, the most important first. */
export function checkSections(check: CheckReport, prefix: string): readonly Section[] {
  const { report, services, moves } = check;
  const item = (each: CheckReport['new'][number]) => findingItem(each, report, prefix);
  return [
    { head: '#### New findings\n\n', items: check.new.map(item) },
    tableSection('#### Services\n\n', [{ title: 'Service' }, { title: 'Before', isNumber: true }, { title: 'After', isNumber: true }, { title: 'Difference', isNumber: true }], services.map(serviceRow)),
    tableSection('#### Points that moved\n\n', [{ title: 'Points', isNumber: true }, { title: 'Rule' }, { title: 'Service' }, { title: 'Outcome' }, { title: 'Commits' }], moves.map(moveRow)),
    folded('Fixed', check.fixed.map(item)),
    folded('There because time passed', check.aged.map(item)),
    folded('Ignored', check.ignored.map(ignoredItem)),
    folded('In the baseline, and gone', check.stale.map((id) => `- ${code(id)}\n`)),
    { head: '', items: check.isPartial ? [`Not scanned, because the change cannot affect them: ${check.untouched.map(code).join(', ')}.\n`] : [] },
  ];
}

/** How to see the same on one's own machine. */
export function reproduction({ against }: CheckReport, prefix: string): string {
  const words = against.kind === 'ref' ? `--base ${quoted(against.ref)}` : `--baseline ${quoted(against.path)}`;
  return `<details><summary>How to see this locally</summary>\n\n${codeBlock(['optimize check', ...(prefix === '' ? [] : [quoted(prefix)]), words].join(' '), 'sh')}\n\n</details>\n`;
}

/** A word for a shell that is copied from the page: quoted where it holds more than a name. */
function quoted(word: string): string {
  return /^[\w@%+=:,./~^-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function serviceRow({ name, formerName, state, before, after }: ServiceChange): readonly string[] {
  const note = formerName === undefined ? (state === 'kept' ? '' : ` (${state})`) : ` (was ${code(formerName)})`;
  const difference = before === undefined || after === undefined ? '' : signed(after.value - before.value);
  return [`${code(name)}${note}`, before === undefined ? '' : `${before.value} ${before.grade}`, after === undefined ? '' : `${after.value} ${after.grade}`, difference === '' || difference === '0' ? difference : `**${difference}**`];
}

function moveRow({ points, rule, service, before, after, because, commits }: PointMove): readonly string[] {
  return [`**${signed(points)}**`, code(rule), code(service), `${before} → ${after}${because === undefined ? '' : `: ${inline(because)}`}`, commitsText(commits)];
}
