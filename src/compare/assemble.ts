import type { Against, CheckReport, Commit, ComparedFinding } from '../check-report.ts';
import { baseId, SEVERITIES, type Finding } from '../model/finding.ts';
import { pathOf } from '../model/place.ts';
import type { Notice, Service } from '../model/project.ts';
import type { GateResult, Report } from '../report.ts';
import { compareFindings } from './compare-findings.ts';
import { compareServices, compareVerdicts, type ServicePairs } from './compare-scores.ts';
import { countChecks } from './counts.ts';
import { dropGate, findingsGate, stateGates, type Gates } from './gates.ts';
import type { BaselineMatch } from './baseline.ts';
import { idOf, type Naming } from './identity.ts';

/** The bars of a check. */
export interface CheckGates extends Gates {
  /** How many points a service may lose; undefined where nothing is compared. */
  readonly maxDrop?: number | undefined;
}

/** Two states of a project, scanned under the same edition and day. */
export interface TwoStates {
  readonly against: Against;
  readonly before: Report | undefined;
  readonly after: Report;
  readonly pairs: ServicePairs;
  readonly naming: Naming;
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
  const known = (before?.services ?? []).flatMap(({ findings, ignored }) => [...findings, ...ignored.map(({ finding }) => finding)]);
  const difference = compareFindings(known, openOf(after), naming);
  const hidden = new Set(difference.fixed.filter((finding) => isIgnoredNow(finding, states)));
  const services = compareServices(before, after, pairs);
  const moves = compareVerdicts(before, after, pairs);
  const compared = comparing(states);
  const added = difference.added.toSorted(byWeight);
  const gone = difference.fixed.filter((finding) => !hidden.has(finding) && !wasIgnored(finding, before) && !pairs.removed.includes(finding.service));
  const results = [
    ...(gates.failOn === undefined || gates.failOn === 'never' ? [] : [findingsGate('new-findings', added, gates.failOn)]),
    ...(gates.maxDrop === undefined ? [] : [dropGate(services, moves, gates.maxDrop)]),
    ...stateGates(after, gates),
  ];
  const isAnyTouched = untouched.length === 0 || services.some((service) => service.after !== undefined);
  return finished(states, results, {
    isPartial: untouched.length > 0, untouched, isAnyTouched, judgedAlone, services,
    moves: moves.map((move) => ({ ...move, commits: commitsOfRule(move, states, difference.fixed) })),
    new: added.map((finding) => compared(finding, after)),
    fixed: gone.toSorted(byWeight).map((finding) => compared(finding, before)),
    known: new Set(isAnyTouched ? difference.kept.map(([, now]) => now.id) : []),
    aged: difference.kept.filter(([old]) => !states.beforeThen.has(old.id) && !wasIgnored(old, before)).map(([, now]) => compared(now, after)),
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
    ...(gates.failOn === undefined || gates.failOn === 'never' ? [] : [findingsGate('new-findings', added, gates.failOn)]),
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
  return {
    passed: gates.every(({ passed }) => passed), against, report: { ...after, gates }, gates, notices: [...notices, ...after.notices], ...found,
    ignored: found.isAnyTouched ? after.services.flatMap(({ ignored }) => ignored) : [],
    ...(rest.before === undefined ? {} : { before: rest.before }),
  };
}

function openOf({ services }: Report): readonly Finding[] {
  return services.flatMap(({ findings }) => findings);
}

/** True for a finding that is still there and that somebody accepts now. */
function isIgnoredNow(finding: Finding, { after, naming }: TwoStates): boolean {
  const accepted = after.services.flatMap(({ ignored }) => ignored.map((each) => each.finding));
  return compareFindings([finding], accepted, naming).kept.length > 0;
}

function wasIgnored({ id }: Finding, before: Report | undefined): boolean {
  return (before?.services ?? []).some(({ ignored }) => ignored.some(({ finding }) => finding.id === id));
}

function comparing({ commits }: TwoStates): (finding: Finding, report: Report | undefined) => ComparedFinding {
  return (finding, report) => ({ finding, service: serviceOf(finding, report), commits: commits.get(pathOf(finding.evidence[0])) ?? [] });
}

function serviceOf({ service: name }: Finding, report: Report | undefined): Service {
  const found = report?.services.find(({ service }) => service.name === name);
  if (found === undefined) throw new Error(`there is no service ${name} in the report that holds its finding`);
  return found.service;
}

/** Commits that touched the files of a rule's findings, before or after. */
function commitsOfRule({ service, rule }: { readonly service: string; readonly rule: string }, { after, naming, commits }: TwoStates, fixed: readonly Finding[]): readonly Commit[] {
  const now = openOf(after).filter((finding) => finding.rule === rule && finding.service === service);
  const old = fixed.filter((finding) => finding.rule === rule && naming.serviceOf(finding.service) === service);
  const paths = new Set([...now, ...old].map(({ evidence: [first] }) => pathOf(first)));
  const all = [...paths].flatMap((path) => commits.get(path) ?? commits.get(naming.pathOf(path)) ?? []);
  return all.filter((commit, index) => all.findIndex(({ id }) => id === commit.id) === index);
}

/** Those that cost most first, then the loudest. */
function byWeight(a: Finding, b: Finding): number {
  return b.points - a.points || SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || (baseId(a) < baseId(b) ? -1 : 1);
}
