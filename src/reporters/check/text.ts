import type { CheckReport, ComparedFinding, PointMove, ServiceChange } from '../../check-report.ts';
import type { Commit } from '../../model/commit.ts';
import { untouchedWords } from './words.ts';
import type { GateResult, ScoreCard } from '../../report.ts';
import { againstText } from '../against.ts';
import { liveWords } from '../live-words.ts';
import { whereOfFinding } from '../place.ts';
import { toldOnce, type Told } from '../repeats.ts';
import { servicesWords } from '../services-words.ts';
import { findingText } from '../text/finding.ts';
import type { TextOptions } from '../text/report.ts';
import { cut, shown, widthOf } from '../text/width.ts';
import { signed } from '../words.ts';
import { justified, wrap } from '../text/wrap.ts';
import { counted } from '../../text/words.ts';

/** Findings of one kind that are named; the rest is counted. */
const MOST_NAMED = 10;

/** What to do about a new finding. */
const NEXT = '`optimize explain RULE` tells why and how to accept it; `optimize fix` mends.';

/** What a check says to people: what moved, what is new, which gate failed. One line where nothing moved. */
export function checkText(check: CheckReport, options: TextOptions): string {
  const { paint, width } = options;
  const body = [
    ...movedText(check, options), ...newText(check, options),
    ...namedText('fixed', check.fixed, options), ...agedText(check, options), ...staleText(check, options),
    ...check.notices.flatMap(({ message }) => wrap(`note: ${shown(message)}`, width, '  ')).map(paint.dim), ...judgedAloneText(check, options),
    ...check.gates.filter(({ passed }) => !passed).flatMap((gate) => gateText(gate, options)),
    ...(check.new.length === 0 ? [] : wrap(NEXT, width).map(paint.dim)),
  ];
  const head = body.length === 0 ? [] : [...wrap([`compared with ${shown(againstText(check.against))}`, liveWords(check.report)].filter((part) => part !== '').join(', '), width, '  ').map(paint.dim), ''];
  return `${[...head, ...body, paint.bar(statusBar(check, width))].join('\n')}\n`;
}

function movedText({ services, moves }: CheckReport, options: TextOptions): readonly string[] {
  return services.flatMap((service) => {
    const own = moves.filter((move) => move.service === service.name);
    const isMoved = service.state !== 'kept' || own.length > 0;
    return isMoved ? [serviceLine(service, options), ...own.flatMap((move) => moveText(move, options)), ''] : [];
  });
}

function serviceLine({ name, formerName, state, before, after }: ServiceChange, { width, paint }: TextOptions): string {
  const title = state === 'renamed' ? `${formerName ?? ''} is now ${name}` : state === 'kept' ? name : `${name}, ${state}`;
  const line = justified(shown(title), scoresText(before, after), width);
  return paint.bold(line);
}

/** `82 → 73 fair`, `73/100 fair` of a new service. */
function scoresText(before: ScoreCard | undefined, after: ScoreCard | undefined): string {
  if (before === undefined) return after === undefined ? '' : `${after.value}/100 ${after.grade}`;
  if (after === undefined) return `was ${before.value}/100`;
  return before.value === after.value ? `${after.value}/100 ${after.grade}` : `${before.value} → ${after.value} ${after.grade}`;
}

function moveText({ rule, points, before, after, because, commits }: PointMove, { width, paint }: TextOptions): readonly string[] {
  const colour = points < 0 ? paint.red : paint.green;
  const left = `  ${signed(points).padStart(4)}  ${rule}`;
  const right = after === 'fail' || after === 'pass' ? commitText(commits, width - widthOf(left) - 3) : `${before} → ${after}`;
  const line = right === '' ? left : justified(left, right, width);
  return [
    colour(line.slice(0, 8)) + line.slice(8),
    ...wrap(because === undefined ? '' : shown(because), width - 8).filter((each) => each !== '').map((each) => `        ${paint.dim(each)}`),
  ];
}

/** The newest commit that touched the place: `1a2b3c4 Lower the workers`, and how many more did. */
function commitText([first, ...more]: readonly Commit[], room: number): string {
  if (first === undefined) return '';
  const rest = more.length === 0 ? '' : ` and ${more.length} more`;
  return cut(`${first.id.slice(0, 7)} ${shown(first.subject)}`, Math.max(room - rest.length, 8)) + rest;
}

function newText({ new: added, report }: CheckReport, { width, paint }: TextOptions): readonly string[] {
  if (added.length === 0) return [];
  const said = new Set<string>();
  return [
    paint.cyan(counted(added.length, 'new finding')), '',
    ...toldOnce(added).flatMap((told) => {
      const { finding, service } = told.first;
      return [...findingText(finding, { service, rule: report.rules.get(finding.rule), width, paint, said }), ...sharedBy(told, width).map(paint.dim), ''];
    }),
  ];
}

/** The services that share a finding, below what is told of it; nothing where one alone has it. */
function sharedBy(told: Told, width: number): readonly string[] {
  if (told.repeats.length === 0) return [];
  return wrap(`in ${shown(servicesWords(told))}`, width - 8, '  ').map((line) => `        ${line}`);
}

/** `deploy/overlap in api`, `deploy/overlap in api and 2 more`. */
function ruleIn({ first: { finding: { rule, service } }, repeats }: Told): string {
  return `${rule} in ${shown(service)}${repeats.length === 0 ? '' : ` and ${repeats.length} more`}`;
}

function namedText(word: string, findings: readonly ComparedFinding[], { width, paint }: TextOptions): readonly string[] {
  if (findings.length === 0) return [];
  const told = toldOnce(findings);
  const lines = told.slice(0, MOST_NAMED).map((each) => `  ${justified(ruleIn(each), whereOfFinding(each.first.finding, each.first.service), width - 2)}`);
  const rest = told.length - MOST_NAMED;
  return [paint.cyan(`${findings.length} ${word}`), ...lines.map((line) => paint.green(line)), ...(rest > 0 ? [`  and ${rest} more`] : []), ''];
}

function agedText({ aged }: CheckReport, { width, paint }: TextOptions): readonly string[] {
  if (aged.length === 0) return [];
  const told = toldOnce(aged);
  const lines = told.slice(0, MOST_NAMED).flatMap((each) => [
    ...wrap(shown(each.first.finding.message), width - 2).map((line) => `  ${line}`),
    `    ${justified(ruleIn(each), whereOfFinding(each.first.finding, each.first.service), width - 4)}`,
  ]);
  const rest = told.length - MOST_NAMED;
  return [paint.cyan(`${aged.length} because time passed, and not by this change`), ...lines.map(paint.yellow), ...(rest > 0 ? [`  and ${rest} more`] : []), ''];
}

function staleText({ stale }: CheckReport, { width, paint }: TextOptions): readonly string[] {
  if (stale.length === 0) return [];
  const names = stale.slice(0, MOST_NAMED).map((id) => `  ${cut(shown(id), width - 2)}`);
  const rest = stale.length - MOST_NAMED;
  const head = `${counted(stale.length, 'entry', 'entries')} of the baseline ${stale.length === 1 ? 'is' : 'are'} stale: \`optimize baseline prune\` drops ${stale.length === 1 ? 'it' : 'them'}`;
  return [...wrap(head, width, '  ').map(paint.yellow), ...names.map(paint.dim), ...(rest > 0 ? [`  and ${rest} more`] : []), ''];
}

function judgedAloneText({ judgedAlone, untouched, isAnyTouched }: CheckReport, { width, paint }: TextOptions): readonly string[] {
  if (judgedAlone.length === 0 || !isAnyTouched) return [];
  return wrap(`note: ${judgedAlone.join(', ')} ${judgedAlone.length === 1 ? 'was' : 'were'} judged without ${counted(untouched.length, 'untouched service')}, because nothing that is read for it changed; --full scans all`, width, '  ').map(paint.dim);
}

function gateText({ because, gate }: GateResult, { width, paint }: TextOptions): readonly string[] {
  const [first = '', ...more] = wrap(`${shown(because)} (${gate})`, width - 2, '');
  return [`${paint.red('✖')} ${first}`, ...more.map((line) => `  ${line}`)];
}

/** The last line: verdict, score, counts, with what it was compared. What does not fit goes, the last part first. */
function statusBar(check: CheckReport, width: number): string {
  const { passed, report: { edition }, isAnyTouched, untouched } = check;
  const parts = [passed ? 'passed' : 'failed', isAnyTouched ? scoreNow(check) : untouchedWords(untouched.length), ...countTexts(check)];
  while (parts.length > 1 && widthOf(parts.join(' · ')) + 2 > width) parts.pop();
  return cut(justified(` ${parts.join(' · ')}`, `${edition} `, width).padEnd(width), width);
}

/** `82 → 73/100 fair`. */
function scoreNow({ before, report: { score } }: CheckReport): string {
  const was = before?.score.value ?? score.value;
  return `${was === score.value ? '' : `${was} → `}${score.value}/100 ${score.grade}`;
}

function countTexts(check: CheckReport): readonly string[] {
  const { isAnyTouched, counts, fixed, services, untouched, against } = check;
  const isQuiet = isNothingNew(check);
  const scanned = services.filter(({ after }) => after !== undefined).length;
  return [
    isQuiet ? 'nothing new' : `${counts.new} new${against.kind === 'ref' ? `, ${fixed.length} fixed` : ''}`,
    ...(counts.baselined > 0 ? [`${counts.baselined} accepted`] : []),
    ...(counts.ignored > 0 ? [`${counts.ignored} ignored`] : []),
    ...(untouched.length > 0 && isAnyTouched ? [`${scanned} of ${counted(scanned + untouched.length, 'service')} touched`] : []),
    ...(isQuiet ? [`compared with ${shown(againstText(against))}`] : []),
  ];
}

function isNothingNew({ counts, fixed, services, before, report }: CheckReport): boolean {
  return counts.new === 0 && fixed.length === 0 && services.every(({ state }) => state === 'kept') && (before === undefined || before.score.value === report.score.value);
}
