import { factsOfSetting } from '../adapters/railway-facts.ts';
import type { Change } from '../model/change.ts';
import { isFactName } from '../model/fact-names.ts';
import { baseId, SEVERITIES, type Finding } from '../model/finding.ts';
import type { Report, ServiceReport } from '../report.ts';

/**
 * A rule whose failure a fix must never bring about, even where nobody knew before whether it holds, and never make worse. What is
 * too much is the first evidence of its findings.
 */
const NEVER_BROKEN = new Set(['database/connection-budget']);

/** A fix that takes a finding away leaves behind what ignored others like it: that is no harm, and has a fix of its own. */
const LEFT_BEHIND = 'config/unused-ignore';

/** What is less than this is advice: it may come with a fix of something louder, and nothing louder may come with it, but for a medium finding in place of a critical one. */
const LOUD = SEVERITIES.indexOf('medium');

/**
 * Why a fix must not be made, from a scan before and one of the tree that it would leave; undefined where nothing speaks against it.
 * The finding must go, no other may come but for advice that is quieter, and no score may fall but for what could not be seen before.
 */
export function objectionTo(finding: Finding, before: Report, after: Report): string | undefined {
  const harm = harmOf({ effect: effectOf(finding.fix?.change), severity: finding.severity }, before, after);
  if (harm !== undefined) return harm;
  return countOf(after, finding) < countOf(before, finding) ? undefined : 'it would have no effect: the finding would still be there';
}

/** Findings that come with a fix and are no advice: a person is told of them before it is written. */
export function broughtBy(before: Report, after: Report): readonly Finding[] {
  const services = new Map(before.services.map((each) => [each.service.name, each]));
  return after.services.flatMap((service) => {
    const old = services.get(service.service.name);
    return old === undefined ? [] : newIn(old, service).filter(({ severity }) => SEVERITIES.indexOf(severity) >= LOUD);
  });
}

/** Findings of rules that have more of them than before. */
function newIn(before: ServiceReport, after: ServiceReport): readonly Finding[] {
  const known = new Set(before.findings.map(({ id }) => id));
  const countIn = ({ findings }: ServiceReport, rule: string) => findings.filter((each) => each.rule === rule).length;
  return after.findings.filter(({ id, rule }) => !known.has(id) && countIn(after, rule) > countIn(before, rule));
}

function harmOf(mended: Mended, before: Report, after: Report): string | undefined {
  const services = new Map(after.services.map((each) => [each.service.name, each]));
  if (services.size !== before.services.length || before.services.some(({ service }) => !services.has(service.name))) {
    return 'the project would have other services';
  }
  for (const old of before.services) {
    const objection = objectionIn(old, services.get(old.service.name) as ServiceReport, mended);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

/** Findings of a report that are this one or stand at its place with it: fixing one of those renumbers the others. */
export function countOf(report: Report, finding: Finding): number {
  const id = baseId(finding);
  return report.services.flatMap(({ findings }) => findings).filter((each) => baseId(each) === id).length;
}

/** What a fix does, and how loud the finding is that it takes away. */
interface Mended {
  readonly effect: Effect;
  readonly severity: Finding['severity'];
}

function objectionIn(before: ServiceReport, after: ServiceReport, mended: Mended): string | undefined {
  const added = addedFinding(before, after, mended);
  if (added !== undefined) return `it would bring another finding: ${added.message}`;
  const grown = grownFinding(before, after);
  if (grown !== undefined) return `it would make another finding worse: ${grown.message}`;
  const shown = shownPoints(before, after, mended.effect);
  if (after.score.value + shown >= before.score.value || startsServer(before, mended.effect)) return undefined;
  return `the score of ${before.service.name} would fall from ${before.score.value} to ${after.score.value}`;
}

/**
 * A finding that the fix brings: of a rule that has more of them than before. What could not be seen before was there already: the
 * rule was undecided, or a fact that proves the finding was not known or not in force, and the fix is not what sets that fact.
 */
function addedFinding(before: ServiceReport, after: ServiceReport, { effect, severity }: Mended): Finding | undefined {
  return newIn(before, after).find((finding) => {
    const { rule } = finding;
    if (rule === LEFT_BEHIND || (!NEVER_BROKEN.has(rule) && isQuieter(finding.severity, severity))) return false;
    return NEVER_BROKEN.has(rule) || !(wasUndecided(rule, before) || wasHidden(finding, before, effect) || startsServer(before, effect));
  });
}

function isQuieter(severity: Finding['severity'], than: Finding['severity']): boolean {
  const index = SEVERITIES.indexOf(severity);
  const loudest = SEVERITIES.indexOf(than);
  return severity === 'info' || (index < LOUD && index < loudest) || (than === 'critical' && index === LOUD);
}

/** Points that are lost to findings which were there before and could not be seen: no fix is to blame for them. */
function shownPoints(before: ServiceReport, after: ServiceReport, effect: Effect): number {
  const isSeen = (rule: string) => before.findings.some((finding) => finding.rule === rule);
  let points = 0;
  for (const { rule, points: worth } of after.verdicts) {
    const findings = after.findings.filter((finding) => finding.rule === rule);
    if (findings.length > 0 && !isSeen(rule) && findings.every((finding) => wasHidden(finding, before, effect))) points += worth;
  }
  return points;
}

/** A finding that was there before and says more now: it is louder, or as loud about a larger number. */
function grownFinding(before: ServiceReport, after: ServiceReport): Finding | undefined {
  const known = new Map(before.findings.map((each) => [each.id, each]));
  return after.findings.find((finding) => {
    const old = known.get(finding.id);
    if (old === undefined || !NEVER_BROKEN.has(finding.rule)) return false;
    const louder = SEVERITIES.indexOf(finding.severity) - SEVERITIES.indexOf(old.severity);
    return louder > 0 || (louder === 0 && amountOf(finding) > amountOf(old));
  });
}

function amountOf({ evidence: [first] }: Finding): number {
  return first.state === 'known' && typeof first.value === 'number' ? first.value : 0;
}

function wasUndecided(rule: string, { verdicts }: ServiceReport): boolean {
  return verdicts.some((verdict) => verdict.rule === rule && verdict.outcome === 'undecided');
}

function wasHidden({ evidence }: Finding, { service: { facts } }: ServiceReport, { sets, shows }: Effect): boolean {
  const names = evidence.map(({ name }) => name);
  if (names.some((name) => sets.has(name))) return false;
  return names.some((name) => shows.has(name) || (isFactName(name) && facts[name]?.state !== 'known'));
}

/** True where no server could be seen before: what is said of the one that starts from now on held before, and nobody could say it. */
function startsServer({ service: { facts } }: ServiceReport, { shows }: Effect): boolean {
  return shows.has('start.steps') && facts['start.server']?.state !== 'known';
}

/** What a change does to facts. */
interface Effect {
  /** Those that it sets or takes away. */
  readonly sets: ReadonlySet<string>;
  /** Those whose values were meant before, and count from now on. */
  readonly shows: ReadonlySet<string>;
}

function effectOf(change: Change | undefined): Effect {
  return { sets: new Set(change === undefined ? [] : factsSetBy(change)), shows: new Set(change === undefined ? [] : factsShownBy(change)) };
}

function factsSetBy(change: Change): readonly string[] {
  if (change.kind === 'all') return change.changes.flatMap(factsSetBy);
  if (change.kind === 'live-setting') return factsOfSetting(change.setting);
  return change.kind === 'set-fact' || change.kind === 'remove-fact' ? [change.fact] : [];
}

/** Without a shell everything behind the first program is its arguments; with one they are steps. */
function factsShownBy(change: Change): readonly string[] {
  if (change.kind === 'all') return change.changes.flatMap(factsShownBy);
  return change.kind === 'rewrite' && change.how === 'wrap-in-shell' ? ['start.steps'] : [];
}
