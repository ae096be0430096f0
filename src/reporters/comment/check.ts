import type { CheckReport, ComparedFinding, PointMove, ServiceChange } from '../../check-report.ts';
import type { GateResult } from '../../report.ts';
import type { Subject } from '../format.ts';
import { againstText } from '../against.ts';
import { code, codeBlock, inline } from '../markdown/escape.ts';
import type { Section } from '../markdown/sections.ts';
import { findingWords, scoreWords } from '../check/words.ts';
import { toldOnce } from '../repeats.ts';
import { shellWord } from '../../text/shell-word.ts';
import { signed } from '../words.ts';
import { commitsText, findingItem, ignoredItem } from './items.ts';

/** The first lines: passed or failed, the score, why it failed, and what it was compared with. */
export function checkHeadline(check: CheckReport): string {
  const { passed, gates, against, isAnyTouched } = check;
  const base = againstText(against, code);
  return [
    `## ${passed ? '✅' : '❌'} Deployment check ${passed ? 'passed' : 'failed'}: ${scoreWords(check)}`,
    ...failedGates(gates),
    `Compared with ${base}${isAnyTouched ? `: ${findingWords(check)}` : ''}.`,
  ].join('\n\n');
}

/** Why gates failed, as one list; empty where none did. */
export function failedGates(gates: readonly GateResult[]): readonly string[] {
  const failed = gates.filter(({ passed }) => !passed).map(({ because }) => `- ${inline(because)}`);
  return failed.length === 0 ? [] : [failed.join('\n')];
}

/** What a check has to say, the most important first. */
export function checkSections(check: CheckReport, subject: Subject): readonly Section[] {
  const { services, moves, stale, isPartial, untouched } = check;
  const items = (findings: readonly ComparedFinding[]) => toldOnce(findings).map((each) => findingItem(each, subject));
  return [
    { kind: 'list', title: 'New findings', isFolded: false, items: items(check.new) },
    {
      kind: 'table', title: 'Services', isFolded: false, rows: services.map(serviceRow),
      columns: [{ title: 'Service' }, { title: 'Before', isNumber: true }, { title: 'After', isNumber: true }, { title: 'Difference', isNumber: true }],
    },
    {
      kind: 'table', title: 'Points that moved', isFolded: false, rows: moves.map(moveRow),
      columns: [{ title: 'Points', isNumber: true }, { title: 'Rule' }, { title: 'Service' }, { title: 'Outcome' }, { title: 'Commits', isOptional: true }],
    },
    folded('Fixed', items(check.fixed)),
    folded('Because time passed', items(check.aged)),
    folded('Ignored', check.ignored.map(ignoredItem)),
    folded('In the baseline, and gone', stale.map(code)),
    folded('Not scanned, because the change cannot affect them', isPartial ? untouched.map(code) : []),
  ];
}

/** A list of which only the title is seen. */
export function folded(title: string, items: readonly string[]): Section {
  return { kind: 'list', title: `${title} (${items.length})`, isFolded: true, items };
}

/** How to see the same on one's own machine, from the root of the repository. */
export function reproduction({ against }: CheckReport, prefix: string): string {
  const folder = prefix === '' ? [] : [shellWord(prefix)];
  const words = against.kind === 'ref' ? ['--base', shellWord(against.ref)] : ['--baseline', shellWord(against.path)];
  return `<details>\n<summary>How to see this locally</summary>\n\n${codeBlock(['optimize check', ...folder, ...words].join(' '), 'sh')}\n\n</details>`;
}

function serviceRow({ name, formerName, state, before, after }: ServiceChange): readonly string[] {
  const note = formerName === undefined ? (state === 'kept' ? '' : ` (${state})`) : ` (was ${code(formerName)})`;
  const points = before === undefined || after === undefined ? undefined : after.value - before.value;
  const difference = points === undefined ? '' : points === 0 ? '0' : `**${signed(points)}**`;
  return [`${code(name)}${note}`, before === undefined ? '' : `${before.value} ${before.grade}`, after === undefined ? '' : `${after.value} ${after.grade}`, difference];
}

function moveRow({ points, rule, service, before, after, because, commits }: PointMove): readonly string[] {
  return [`**${signed(points)}**`, code(rule), code(service), `${before} → ${after}${because === undefined ? '' : `: ${inline(because)}`}`, commitsText(commits)];
}
