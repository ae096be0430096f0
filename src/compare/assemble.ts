import type { Against, CheckReport, ComparedFinding } from '../check-report.ts';
import type { Commit } from '../model/commit.ts';
import { baseId, SEVERITIES, type Finding } from '../model/finding.ts';
import { pathOf } from '../model/place.ts';
import type { Notice, Service } from '../model/project.ts';
import type { GateResult, Report } from '../report.ts';
import { compareFindings, findingsIn, type Findings } from './compare-findings.ts';
import { compareServices, compareVerdicts, serviceIn, type ServicePairs } from './compare-scores.ts';
import { countChecks } from './counts.ts';
import { dropGate, undecidedGate, findingsGates, stateGates, type Gates } from './gates.ts';
import type { BaselineMatch } from './baseline.ts';
import { idOf, type Naming } from './identity.ts';

/** The bars of a check. */
export interface CheckGates extends Gates {
  /** How many points a service may lose; undefined where nothing is compared. */
  readonly maxDrop?: number | undefined;
  /** How many points a service may lose because something can no longer be known. */
  readonly maxUndecided?: number | undefined;
}

/** Two states of a project, scanned under the same edition and day. */
export interface TwoStates {
  readonly against: Against;
  readonly before: Report | undefined;
  /** Every finding of the state before as the settings of now judge its rules, ignored or not; undefined where the settings are the same. */
  readonly beforeBySettings: readonly Finding[] | undefined;
  readonly after: Report;
  readonly pairs: ServicePairs;
  readonly naming: Naming;
  /** Rules that judge a service and not each of its records. */
  readonly wholeRules: ReadonlySet<string>;
  /** Ids of the findings of `before` that were there on its own day too. */
  readonly beforeThen: ReadonlySet<string>;
  readonly commits: ReadonlyMap<string, readonly Commit[]>;
  readonly untouched: readonly string[];
  readonly judgedAlone: readonly string[];
  readonly notices: readonly Notice[];
}

/** What moved between two states, and whether the gates let it pass. */
export function compareStates(states: TwoStates, gates: CheckGates): CheckReport {
  const { before, after, pairs, naming, untouched, judgedAlone } = states;
  const known = findingsBefore(states);
  const difference = compareFindings(known, findingsIn(after), naming, states.wholeRules);
  const services = compareServices(before, after, pairs);
  const moves = compareVerdicts(before, after, pairs);
  const compared = comparing(states);
  const added = difference.added.toSorted(byWeight);
  const own = new Map(findingsIn(before).open.map((finding) => [finding.id, finding]));
  const gone = difference.fixed.flatMap(({ id }) => own.get(id) ?? []).filter((finding) => !pairs.removed.includes(finding.service) && isDecided(finding, states));
  const wasIgnored = new Set(known.ignored);
  const old = [...difference.fixed, ...difference.hidden];
  const results = [
    ...findingsGates('new-findings', added, gates.failOn),
    ...(gates.maxDrop === undefined ? [] : [dropGate(services, moves, gates.maxDrop)]),
    ...(gates.maxUndecided === undefined ? [] : [undecidedGate(moves, gates.maxUndecided)]),
    ...stateGates(after, gates),
  ];
  const isAnyTouched = untouched.length === 0 || services.some((service) => service.after !== undefined);
  return finished(states, results, {
    isPartial: untouched.length > 0, untouched, isAnyTouched, judgedAlone, services,
    moves: moves.map((move) => ({ ...move, commits: commitsOfRule(move, states, old) })),
    new: added.map((finding) => compared(finding, after)),
    fixed: gone.toSorted(byWeight).map((finding) => compared(finding, before)),
    known: new Set(isAnyTouched ? difference.kept.map(([, now]) => now.id) : []),
    aged: difference.kept.filter(([was]) => !states.beforeThen.has(was.id) && !wasIgnored.has(was)).map(([, now]) => compared(now, after)),
    stale: [], counts: countChecks(isAnyTouched ? after : { ...after, services: [] }, { new: added.length, baselined: 0 }),
  });
}

/** What a baseline says of a project. `agedIds` are findings that are there because of the day alone. */
export interface BaselineState {
  readonly against: Against;
  readonly after: Report;
  readonly matched: BaselineMatch;
  readonly agedIds: ReadonlySet<string>;
  readonly notices: readonly Notice[];
}

/** What is new beside a baseline, and whether the gates let it pass. */
export function compareWithBaseline(state: BaselineState, gates: CheckGates): CheckReport {
  const { after, matched, agedIds } = state;
  const added = matched.added.filter(({ id }) => !agedIds.has(id)).toSorted(byWeight);
  const aged = matched.added.filter(({ id }) => agedIds.has(id)).toSorted(byWeight);
  const results = [
    ...findingsGates('new-findings', added, gates.failOn),
    ...stateGates(after, gates),
  ];
  const compared = (finding: Finding): ComparedFinding => ({ finding, service: serviceOf(finding, after), commits: [] });
  return finished(state, results, {
    isPartial: false, untouched: [], isAnyTouched: true, judgedAlone: [], services: [], moves: [], fixed: [],
    new: added.map(compared), aged: aged.map(compared),
    known: new Set(matched.accepted.map(([, { id }]) => id)), stale: matched.stale.map(idOf).sort(),
    counts: countChecks(after, { new: added.length, baselined: matched.accepted.length }),
  });
}

type Found = Pick<CheckReport, 'isPartial' | 'untouched' | 'isAnyTouched' | 'judgedAlone' | 'services' | 'moves' | 'new' | 'fixed' | 'known' | 'aged' | 'stale' | 'counts'>;

function finished(
  { against, after, notices, ...rest }: Pick<TwoStates, 'against' | 'after' | 'notices'> & { readonly before?: Report | undefined }, gates: readonly GateResult[], found: Found,
): CheckReport {
  const known = new Set(rest.before?.notices.map(({ message }) => message));
  return {
    passed: gates.every(({ passed }) => passed), against, report: { ...after, gates }, gates, ...found,
    notices: [...notices, ...after.notices.filter(({ message }) => !known.has(message))], // what was said of the state before too is no news
    ignored: found.isAnyTouched ? after.services.flatMap(({ ignored }) => ignored) : [],
    ...(rest.before === undefined ? {} : { before: rest.before }),
  };
}

/** The findings of the state before, as loud as the settings of now make them. Those of rules that were switched off count as ignored. */
function findingsBefore({ before, beforeBySettings }: TwoStates): Findings {
  const own = findingsIn(before);
  if (beforeBySettings === undefined) return own;
  const judged = new Map(beforeBySettings.map((finding) => [finding.id, finding]));
  const now = (finding: Finding) => judged.get(finding.id) ?? finding;
  const reported = new Set([...own.open, ...own.ignored].map(({ id }) => id));
  return { open: own.open.map(now), ignored: [...own.ignored.map(now), ...beforeBySettings.filter(({ id }) => !reported.has(id))] };
}

/** False where nobody can say that a finding is gone: its rule is switched off now, or undecided. */
function isDecided({ rule, service: name }: Finding, { after, naming }: TwoStates): boolean {
  const service = serviceIn(after, naming.serviceOf(name));
  const outcome = service?.verdicts.find((verdict) => verdict.rule === rule)?.outcome;
  return outcome !== 'undecided' && (outcome !== 'ignored' || service?.ignored.some(({ finding }) => finding.rule === rule) === true);
}

function comparing({ commits }: TwoStates): (finding: Finding, report: Report | undefined) => ComparedFinding {
  return (finding, report) => ({ finding, service: serviceOf(finding, report), commits: commits.get(pathOf(finding.evidence[0])) ?? [] });
}

function serviceOf({ service: name }: Finding, report: Report | undefined): Service {
  const found = serviceIn(report, name);
  if (found === undefined) throw new Error(`there is no service ${name} in the report that holds its finding`);
  return found.service;
}

/** Commits that touched the files of a rule's findings, before or after. */
function commitsOfRule({ service, rule }: { readonly service: string; readonly rule: string }, { after, naming, commits }: TwoStates, gone: readonly Finding[]): readonly Commit[] {
  const now = findingsIn(after).open.filter((finding) => finding.rule === rule && finding.service === service);
  const old = gone.filter((finding) => finding.rule === rule && naming.serviceOf(finding.service) === service);
  const paths = new Set([...now, ...old].map(({ evidence: [first] }) => pathOf(first)));
  const all = [...paths].flatMap((path) => commits.get(path) ?? commits.get(naming.pathOf(path)) ?? []);
  return all.filter((commit, index) => all.findIndex(({ id }) => id === commit.id) === index);
}

/** Those that cost most first, then the loudest. */
function byWeight(a: Finding, b: Finding): number {
  return b.points - a.points || SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || (baseId(a) < baseId(b) ? -1 : 1);
}
