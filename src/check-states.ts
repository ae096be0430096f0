import type { Against, CheckReport } from './check-report.ts';
import { compareStates } from './compare/assemble.ts';
import { findingsIn } from './compare/compare-findings.ts';
import type { ServicePairs } from './discover/pair-services.ts';
import type { ServiceRoot } from './discover/services.ts';
import { openPair, type PairOptions, type TreePair } from './discover/tree-pair.ts';
import { areAboutAll, checkGates, type GateSettings } from './gates.ts';
import { judge } from './judge.ts';
import { knownNames } from './known-names.ts';
import type { Finding } from './model/finding.ts';
import type { Report } from './report.ts';
import { loadCatalogue, rulesOfEdition } from './rules/catalogue.ts';
import type { Rule } from './rules/rule.ts';
import { folderAt, openProject, type OpenProject, type Scan, type ScanOptions } from './scan.ts';
import { isSameConfig, scanStates, sharedRules, statesOf } from './two-states.ts';

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

/** Compares a project with a ref of its repository, under the same edition and for the same day. Work tree and index stay as they are. */
export async function checkStates(root: string, { base, head, staged, gates: flags, full, ...options }: StatesOptions): Promise<ComparedStates> {
  void loadCatalogue(); // while git works
  const pair = await openPair(folderAt(root), { base, ...(head === undefined ? {} : { head }), ...(staged === undefined ? {} : { staged }) });
  const after = await openProject(pair.after, root, options);
  const gates = checkGates(after.listing.config, flags, knownNames(after.catalogue).categories);
  const states = await statesOf(pair, after, full || areAboutAll(gates));
  const scanned = await scanStates(states, pair);
  const isTouched = (service: ServiceRoot) => scanned.touched.has(service);
  const untouched = after.listing.services.filter((service) => !isTouched(service)).map(({ name }) => name);
  const check = compareStates({
    against: againstOf(base, pair), before: scanned.before?.report, beforeBySettings: bySettingsOf(after, scanned.before), after: scanned.after.report, beforeThen: idsIn(scanned.onItsDay?.report),
    pairs: namedPairs(states.pairs, isTouched),
    naming: { serviceOf: (name) => states.pairs.pairs.find(({ before }) => before.name === name)?.after.name ?? name, pathOf: (path) => pair.renamed.get(path) ?? path },
    wholeRules: new Set(rulesOfEdition(after.catalogue, after.edition).filter(({ check }) => !('each' in check || 'scope' in check)).map(({ id }) => id)),
    commits: pair.commits, untouched, judgedAlone: untouched.length === 0 ? [] : sharedRules(after).filter((rule) => ranIn(scanned.after.report, rule)).map(({ id }) => id),
    notices: [...pair.notices, ...states.notices],
  }, gates);
  return { check, scan: scanned.after, pair };
}

function ranIn(report: Report, { id }: Rule): boolean {
  return report.services.some(({ verdicts }) => verdicts.some(({ rule, outcome }) => rule === id && outcome !== 'not-applicable'));
}

function namedPairs({ pairs, added, removed }: ServicePairs, isTouched: (service: ServiceRoot) => boolean) {
  return {
    pairs: pairs.filter(({ after }) => isTouched(after)).map(({ before, after }) => ({ before: before.name, after: after.name })),
    added: added.map(({ name }) => name), removed: removed.map(({ name }) => name),
  };
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
  const { open, ignored } = findingsIn(report);
  return new Set([...open, ...ignored].map(({ id }) => id));
}
