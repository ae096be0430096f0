import type { Against, CheckReport } from './check-report.ts';
import { areAboutAll, checkGates } from './gates.ts';
import { compareStates } from './compare/assemble.ts';
import { factsDiffer } from './compare/shared-inputs.ts';
import type { Config } from './config/config.ts';
import { affectedServices } from './discover/affected.ts';
import type { FileTree } from './discover/file-tree.ts';
import { pairServices, type ServicePairs } from './discover/pair-services.ts';
import type { ServiceRoot } from './discover/services.ts';
import { openPair, type PairOptions, type TreePair } from './discover/tree-pair.ts';
import { judge } from './judge.ts';
import { knownNames } from './known-names.ts';
import type { FactName } from './model/facts.ts';
import type { Finding } from './model/finding.ts';
import type { Notice } from './model/project.ts';
import type { Report } from './report.ts';
import type { GateSettings } from './gates.ts';
import { loadCatalogue, rulesOfEdition } from './rules/catalogue.ts';
import { factsOf } from './rules/check.ts';
import type { Rule } from './rules/rule.ts';
import { folderAt, openProject, scanServices, type OpenProject, type Scan, type ScanOptions } from './scan.ts';
import { UsageError } from './usage-error.ts';

/** How to compare. */
export interface StatesOptions extends ScanOptions, PairOptions {
  /** The gates that flags and variables set; the configuration has the others. */
  readonly gates: GateSettings;
  /** Scan every service, also those that the change cannot affect. */
  readonly full: boolean;
}

/** A comparison with the scan of the project as it is. */
export interface ComparedStates {
  readonly check: CheckReport;
  readonly scan: Scan;
  readonly pair: TreePair;
}

/** Two states with their services, and which of them are scanned. */
interface States {
  readonly before: OpenProject | undefined;
  readonly after: OpenProject;
  readonly pairs: ServicePairs;
  /** Services that the change can affect. */
  readonly touched: ReadonlySet<ServiceRoot>;
  readonly notices: readonly Notice[];
}

/** Compares a project with a ref of its repository, under the same edition and for the same day. Work tree and index stay as they are. */
export async function checkStates(root: string, { base, head, staged, gates: flags, full, ...options }: StatesOptions): Promise<ComparedStates> {
  void loadCatalogue(); // while git works
  const pair = await openPair(folderAt(root), { base, ...(head === undefined ? {} : { head }), ...(staged === undefined ? {} : { staged }) });
  const after = await openProject(pair.after, root, options);
  const gates = checkGates(after.listing.config, flags, knownNames(after.catalogue).categories);
  const states = await statesOf(pair, after, full || areAboutAll(gates));
  const scanned = await scanStates(states, pair);
  const names = new Set(scanned.after.report.services.map(({ service }) => service.name));
  const isTouched = (service: ServiceRoot) => scanned.touched.has(service);
  const untouched = after.listing.services.filter((service) => !isTouched(service)).map(({ name }) => name);
  const check = compareStates({
    against: againstOf(base, pair), before: scanned.before?.report, beforeBySettings: bySettingsOf(after, scanned.before), after: scanned.after.report, beforeThen: idsIn(scanned.onItsDay?.report),
    pairs: namedPairs(states.pairs, isTouched),
    naming: { serviceOf: (name) => states.pairs.pairs.find(({ before }) => before.name === name)?.after.name ?? name, pathOf: (path) => pair.renamed.get(path) ?? path },
    commits: pair.commits, untouched, judgedAlone: untouched.length === 0 ? [] : sharedRules(after).filter((rule) => ranIn(scanned.after.report, rule, names)).map(({ id }) => id),
    notices: [...pair.notices, ...states.notices],
  }, gates);
  return { check, scan: scanned.after, pair };
}

/** The state before beside that of now, and what the change between them can affect. */
async function statesOf(pair: TreePair, after: OpenProject, isFull: boolean): Promise<States> {
  const { project: before, notices } = await openBefore(pair.before, after);
  const [old, now] = [before?.listing.services ?? [], after.listing.services];
  const pairs = pairServices(old, now, pair.renamed);
  const isWhole = isFull || before === undefined || now.length < 2 || !isSameConfig(before.listing.config, after.listing.config);
  const affected = isWhole ? undefined : await affectedServices({ before: before.listing, after: after.listing, changed: pair.changed, mentions: pair.mentions });
  return { before, after, pairs, notices, touched: affected === undefined ? new Set([...old, ...now]) : withPartners([...affected.before, ...affected.after], pairs) };
}

/** A service is scanned in both states or in neither. */
function withPartners(services: readonly ServiceRoot[], { pairs }: ServicePairs): ReadonlySet<ServiceRoot> {
  const touched = new Set(services);
  return new Set([...services, ...pairs.flatMap(({ before, after }) => (touched.has(before) || touched.has(after) ? [before, after] : []))]);
}

/**
 * The state before, under its own configuration. Where that cannot be read, the one of now counts: the change may be its repair. Undefined
 * where there was nothing to scan: the project began in between.
 */
async function openBefore(files: FileTree, { root, options, asOf, edition, listing: { config } }: OpenProject): Promise<{ readonly project: OpenProject | undefined; readonly notices: readonly Notice[] }> {
  const same: ScanOptions = { ...options, asOf, edition: edition.id };
  const known = (project: OpenProject) => (project.listing.services.length === 0 ? undefined : project);
  try {
    return { project: known(await openProject(files, root, same)), notices: [] };
  } catch (error) {
    if (!(error instanceof UsageError) || error.code !== 'config') throw error;
    const message = `the state before was judged with the configuration of now, because its own cannot be read: ${error.message}`;
    return { project: known(await openProject(files, root, { ...same, config: { kind: 'given', config } })), notices: [{ message }] };
  }
}

interface Scanned {
  readonly after: Scan;
  readonly before: Scan | undefined;
  /** The state before as it was judged on its own day. */
  readonly onItsDay: Scan | undefined;
  readonly touched: ReadonlySet<ServiceRoot>;
}

/** Scans what is touched; everything, where a rule about all services together may say something else now. */
async function scanStates(states: States, pair: TreePair): Promise<Scanned> {
  const { before, after, touched } = states;
  const isTouched = (service: ServiceRoot) => touched.has(service);
  const services = after.listing.services;
  const scanned = services.some(isTouched) ? touched : withPartners([...touched, ...services.slice(0, 1)], states.pairs); // a report is never empty
  const isScanned = (service: ServiceRoot) => scanned.has(service);
  const [now, old] = [await scanServices(after, isScanned), await scanIfAny(before, isScanned)];
  const isPartial = !services.every(isTouched);
  if (isPartial && sharedInputsMoved(states, old, now)) return scanStates({ ...states, touched: new Set([...(before?.listing.services ?? []), ...services]) }, pair);
  const isToday = old === undefined || before === undefined || pair.day >= after.asOf;
  return { after: now, before: old, touched, onItsDay: isToday ? old : await scanIfAny({ ...before, asOf: pair.day }, isScanned) };
}

async function scanIfAny(project: OpenProject | undefined, wanted: (service: ServiceRoot) => boolean): Promise<Scan | undefined> {
  return project === undefined || !project.listing.services.some(wanted) ? undefined : scanServices(project, wanted);
}

/** True when what a rule about all services reads differs in a service that was scanned, or a service came or went. */
function sharedInputsMoved({ pairs, after, touched }: States, before: Scan | undefined, now: Scan): boolean {
  const rules = sharedRules(after);
  if (rules.length === 0) return false;
  if (pairs.added.length > 0 || pairs.removed.length > 0) return true;
  const names = [...new Set(rules.flatMap((rule) => [...factsOf(rule.check), ...APPLICABILITY, ...(rule.appliesTo.fact === undefined ? [] : [rule.appliesTo.fact])]))];
  return pairs.pairs.filter((pair) => touched.has(pair.after)).some((pair) => {
    const [old, current] = [serviceIn(before, pair.before.name), serviceIn(now, pair.after.name)];
    return old === undefined || current === undefined || factsDiffer(old, current, names);
  });
}

/** Facts that decide whether a rule is about a service. */
const APPLICABILITY: readonly FactName[] = ['service.kind', 'service.platforms', 'runtime.language', 'runtime.framework', 'build.builder', 'start.server'];

function serviceIn(scan: Scan | undefined, name: string) {
  return scan?.project.services.find((service) => service.name === name);
}

/** Rules that look at all services together. */
function sharedRules({ catalogue, edition }: OpenProject): readonly Rule[] {
  return rulesOfEdition(catalogue, edition).filter(({ check }) => 'scope' in check);
}

function ranIn(report: Report, { id }: Rule, names: ReadonlySet<string>): boolean {
  return report.services.some(({ service, verdicts }) => names.has(service.name) && verdicts.some(({ rule, outcome }) => rule === id && outcome !== 'not-applicable'));
}

function namedPairs({ pairs, added, removed }: ServicePairs, isTouched: (service: ServiceRoot) => boolean) {
  return {
    pairs: pairs.filter(({ after }) => isTouched(after)).map(({ before, after }) => ({ before: before.name, after: after.name })),
    added: added.map(({ name }) => name), removed: removed.map(({ name }) => name),
  };
}

/** Configurations say the same where their files do: then a change of another file is all that can move a verdict. */
function isSameConfig(before: Config, after: Config): boolean {
  const textOf = ({ files }: Config) => JSON.stringify(files.map(({ path, text }) => [path, text]));
  return textOf(before) === textOf(after);
}

/** What the rules find in the state before under the settings of now, so that a rule that is switched on or made louder brings no news. */
function bySettingsOf({ root, catalogue, edition, listing: { config } }: OpenProject, before: Scan | undefined): readonly Finding[] | undefined {
  if (before === undefined || isSameConfig(before.config, config)) return undefined;
  const { project, report: { version } } = before;
  return judge(project, { catalogue, edition, version, root, config, ignores: false }).services.flatMap(({ findings }) => findings);
}

function againstOf(ref: string, { commit, isMergeBase, head }: TreePair): Against {
  return { kind: 'ref', ref, commit, isMergeBase, head };
}

function idsIn(report: Report | undefined): ReadonlySet<string> {
  return new Set((report?.services ?? []).flatMap(({ findings, ignored }) => [...findings, ...ignored.map(({ finding }) => finding)].map(({ id }) => id)));
}
