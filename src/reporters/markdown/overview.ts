import type { CheckReport } from '../../check-report.ts';
import type { Report, ScoreCard } from '../../report.ts';
import { againstText } from '../against.ts';
import { scoreWords } from '../check/words.ts';
import { liveWords } from '../live-words.ts';
import { code, inline } from './escape.ts';
import type { Section } from './sections.ts';
import { counted } from '../../text/words.ts';

/** The first lines: whether a check passed, the score, and what it was compared with. */
export function headline(report: Report, check: CheckReport | undefined): string {
  const { score: { value, grade }, edition, asOf } = report;
  const said = check === undefined ? `${value}/100 ${grade}` : `${check.passed ? 'passed' : 'failed'}, ${scoreWords(check)}`;
  const lines = [`## optimize: ${said}`, `Edition ${inline(edition)}, as of ${inline(asOf)}${report.live === undefined ? '' : `, ${inline(liveWords(report))}`}.${check === undefined ? '' : ` ${comparison(check)}`}`];
  return lines.join('\n\n');
}

function comparison({ against, isPartial, isAnyTouched, untouched }: CheckReport): string {
  const compared = `Compared ${against.kind === 'ref' ? `${inline(against.head)} ` : ''}with ${againstText(against, code)}.`;
  return isPartial && isAnyTouched ? `${compared} The change cannot affect ${counted(untouched.length, 'other service')}.` : compared;
}

/** The services with their scores, before and after in a check. */
export function scoreTable(report: Report, check: CheckReport | undefined): Section {
  const compared = check?.against.kind === 'ref' ? check.services : undefined;
  const changes = compared ?? report.services.map(({ service, score }) => ({ name: service.name, state: 'kept' as const, after: score }));
  const hasBefore = changes.some(({ before }: { readonly before?: ScoreCard }) => before !== undefined);
  return {
    kind: 'table', title: 'Score', isFolded: false,
    columns: [{ title: 'Service' }, { title: 'Score', isNumber: true }, ...(hasBefore ? [{ title: 'Before', isNumber: true }] : []), { title: 'Grade' }, { title: 'Undecided', isNumber: true }],
    rows: changes.map((change: CheckReport['services'][number]) => [
      `${inline(change.name)}${change.state === 'kept' ? '' : ` (${change.state}${change.formerName === undefined ? '' : `, was ${inline(change.formerName)}`})`}`,
      numberOf(change.after?.value), ...(hasBefore ? [numberOf(change.before?.value)] : []), change.after?.grade ?? '', numberOf(change.after?.undecided),
    ]),
  };
}

/** The gates that were asked for, and what became of them. */
export function gateTable(gates: Report['gates']): Section {
  const rows = gates.map(({ gate, limit, passed, because }) => [code(gate), code(limit), passed ? 'passed' : '**failed**', inline(because)]);
  return { kind: 'table', title: 'Gates', isFolded: false, columns: [{ title: 'Gate' }, { title: 'Limit' }, { title: 'Result' }, { title: 'Why' }], rows };
}

function numberOf(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
