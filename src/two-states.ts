import { factsDiffer } from './compare/shared-inputs.ts';
import type { Config } from './config/config.ts';
import { affectedServices } from './discover/affected.ts';
import type { FileTree } from './discover/file-tree.ts';
import { pairServices, type ServicePairs } from './discover/pair-services.ts';
import type { ServiceRoot } from './discover/services.ts';
import type { TreePair } from './discover/tree-pair.ts';
import type { FactName } from './model/facts.ts';
import type { Notice } from './model/project.ts';
import { rulesOfEdition } from './rules/catalogue.ts';
import { factsOf } from './rules/check.ts';
import type { Rule } from './rules/rule.ts';
import { openProject, scanServices, type OpenProject, type Scan, type ScanOptions } from './scan.ts';
import { UsageError } from './usage-error.ts';

/** Two states with their services, and which of them are scanned. */
export interface States {
  readonly before: OpenProject | undefined;
  readonly after: OpenProject;
  readonly pairs: ServicePairs;
  /** Services that the change can affect. */
  readonly touched: ReadonlySet<ServiceRoot>;
  readonly notices: readonly Notice[];
}

/** The state before beside that of now, and what the change between them can affect. */
export async function statesOf(pair: TreePair, after: OpenProject, isFull: boolean): Promise<States> {
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
  const same: ScanOptions = { ...options, asOf, edition: edition.id, joining: config };
  const known = (project: OpenProject) => (project.listing.services.length === 0 ? undefined : project);
  try {
    return { project: known(await openProject(files, root, same)), notices: [] };
  } catch (error) {
    if (!(error instanceof UsageError) || error.code !== 'config') throw error;
    const message = `the state before was judged with the configuration of now, because its own cannot be read: ${error.message}`;
    return { project: known(await openProject(files, root, { ...same, config: { kind: 'given', config } })), notices: [{ message }] };
  }
}

/** The scans of two states, and which services they are about. */
export interface Scanned {
  readonly after: Scan;
  readonly before: Scan | undefined;
  /** The state before as it was judged on its own day. */
  readonly onItsDay: Scan | undefined;
  readonly touched: ReadonlySet<ServiceRoot>;
}

/** Scans what is touched; everything, where a rule about all services together may say something else now. */
export async function scanStates(states: States, pair: TreePair): Promise<Scanned> {
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
export function sharedRules({ catalogue, edition }: OpenProject): readonly Rule[] {
  return rulesOfEdition(catalogue, edition).filter(({ check }) => 'scope' in check);
}

/** Configurations say the same where their files do: then a change of another file is all that can move a verdict. */
export function isSameConfig(before: Config, after: Config): boolean {
  const textOf = ({ files }: Config) => JSON.stringify(files.map(({ path, text }) => [path, text]));
  return textOf(before) === textOf(after);
}
