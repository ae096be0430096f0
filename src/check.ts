import type { Against, CheckReport } from './check-report.ts';
import { compareStates, compareWithBaseline, type CheckGates } from './compare/assemble.ts';
import { matchBaseline } from './compare/baseline.ts';
import type { Config } from './config/config.ts';
import type { Naming } from './compare/identity.ts';
import type { FileTree } from './discover/file-tree.ts';
import { findConfig } from './discover/find-config.ts';
import { openFolder } from './discover/open-folder.ts';
import { openPair, type PairOptions, type TreePair } from './discover/tree-pair.ts';
import { knownNames } from './known-names.ts';
import { loadCatalogue } from './rules/catalogue.ts';
import { readBaselineOf } from './baseline.ts';
import { folderInRepository } from './folder-in-repository.ts';
import { BASELINE_FILE, comparisonTarget } from './comparison-target.ts';
import type { Notice } from './model/project.ts';
import type { Report } from './report.ts';
import { checkLimits, resolveGates, type GateSettings } from './resolve-gates.ts';
import { folderAt, scanFiles, type Scan, type ScanOptions } from './scan.ts';
import { categoryOf } from './score/score.ts';
import { UsageError } from './usage-error.ts';

/** How to check. */
interface CheckOptions extends ScanOptions {
  /** The gates that flags and variables set; the configuration has the others. */
  readonly gates: GateSettings;
  /** Scan every service, also those that the change cannot affect. */
  readonly full: boolean;
}

/** A check with the scan of the project as it is. */
interface Check {
  readonly check: CheckReport;
  readonly scan: Scan;
  /** Folder of the project from the root of the repository, '' for the root. */
  readonly prefix: string;
}

/** What to compare with, as far as the user says; else the environment of a CI system or the project's own baseline do. */
interface Wanted extends CheckOptions {
  readonly base: string | undefined;
  readonly baseline: string | undefined;
  readonly head: string | undefined;
  readonly staged: boolean;
  readonly environment: NodeJS.ProcessEnv;
}

/** Compares a project with what the user, the CI system or its configuration names. */
export async function runCheck(root: string, { base, baseline, head, staged, environment, ...options }: Wanted): Promise<Check> {
  const target = await comparisonTarget({ base: base ?? (staged ? 'HEAD' : undefined), baseline, environment, own: () => ownBaseline(root, options) });
  if (target.kind === 'ref') return checkRef(root, { ...options, base: target.base, staged, ...(head === undefined ? {} : { head }) });
  if (head !== undefined) throw new UsageError('--head needs a commit to compare with', 'name it: --base REF');
  return checkBaseline(root, target.path, options);
}

/** The baseline that the project names, or has where it usually lies. */
async function ownBaseline(root: string, { config }: ScanOptions): Promise<string | undefined> {
  const folder = folderAt(root);
  const files = await openFolder(folder);
  const { baseline } = await findConfig(files, config ?? { kind: 'found' }, { known: knownNames(await loadCatalogue()), folder });
  return baseline?.value ?? (files.has(BASELINE_FILE) ? BASELINE_FILE : undefined);
}

/** Compares a project with a ref of its repository. Work tree and index stay as they are. */
async function checkRef(root: string, { base, head, staged, ...options }: CheckOptions & PairOptions): Promise<Check> {
  const pair = await openPair(folderAt(root), { base, ...(head === undefined ? {} : { head }), ...(staged === undefined ? {} : { staged }) });
  const scan = await scanFiles(pair.after, root, options);
  const gates = gatesOf(scan, options.gates);
  const same = { ...options, asOf: scan.report.asOf, edition: scan.report.edition };
  const { scan: before, notices } = await scanBefore(pair.before, root, same, scan.config);
  const isToday = before === undefined || pair.day >= scan.report.asOf;
  const then = isToday ? before : await scanIfAny(pair.before, root, { ...same, asOf: pair.day, config: { kind: 'given', config: before.config } });
  const naming = namingOf(pair);
  const check = compareStates({
    against: againstOf(base, pair), before: before?.report, after: scan.report, pairs: pairsOf(before?.report, scan.report), naming,
    beforeThen: idsIn(then?.report), commits: pair.commits, untouched: [], judgedAlone: [], notices: [...pair.notices, ...notices],
  }, gates);
  return { check, scan, prefix: pair.prefix };
}

/** Compares a project with the findings that a baseline file accepts; `path` is from the project root. */
async function checkBaseline(root: string, path: string, options: CheckOptions): Promise<Check> {
  const files = await openFolder(folderAt(root));
  const entries = readBaselineOf(files, path);
  const scan = await scanFiles(files, root, options);
  const findings = scan.report.services.flatMap((service) => service.findings);
  const matched = matchBaseline(entries, findings);
  const day = entries.map(({ since }) => since).sort().at(-1);
  const then = matched.added.length === 0 || day === undefined || day >= scan.report.asOf ? undefined : await scanFiles(files, root, { ...options, asOf: day });
  const known = idsIn(then?.report);
  const agedIds = new Set(then === undefined ? [] : matched.added.flatMap(({ id }) => (known.has(id) ? [] : [id])));
  const check = compareWithBaseline({ against: { kind: 'baseline', path }, after: scan.report, matched, agedIds, notices: [] }, gatesOf(scan, options.gates));
  return { check, scan, prefix: await folderInRepository(root) };
}

/** The state before, under its own configuration. Where that cannot be read, the one of now counts: the change may be its repair. */
async function scanBefore(files: FileTree, root: string, options: ScanOptions, config: Config): Promise<{ readonly scan: Scan | undefined; readonly notices: readonly Notice[] }> {
  try {
    return { scan: await scanIfAny(files, root, options), notices: [] };
  } catch (error) {
    if (!(error instanceof UsageError) || error.code !== 'config') throw error;
    const message = `the state before was judged with the configuration of now, because its own cannot be read: ${error.message}`;
    return { scan: await scanIfAny(files, root, { ...options, config: { kind: 'given', config } }), notices: [{ message }] };
  }
}

/** The bars that count: a flag's word, else its variable's, else the configuration's, else the default. */
function gatesOf({ config, report }: Scan, flags: GateSettings): CheckGates {
  checkLimits(flags, [...new Set([...report.rules.keys()].map(categoryOf))].sort());
  const { failOn, maxDrop, minScore, minGrade, maxLost } = resolveGates(config, flags);
  return {
    failOn: failOn.value, maxDrop: maxDrop.value, minScore: minScore?.value, minGrade: minGrade?.value,
    maxLost: new Map([...maxLost].map(([category, { value }]) => [category, value])),
  };
}

/** A tree without anything to scan has no report: the project began, or ended, between the two. */
async function scanIfAny(files: FileTree, root: string, options: ScanOptions): Promise<Scan | undefined> {
  try {
    return await scanFiles(files, root, options);
  } catch (error) {
    if (error instanceof UsageError && error.code === 'nothing-to-scan') return undefined;
    throw error;
  }
}

function againstOf(ref: string, { commit, isMergeBase, head }: TreePair): Against {
  return { kind: 'ref', ref, commit, isMergeBase, head };
}

function namingOf({ renamed }: TreePair): Naming {
  return { serviceOf: (name) => name, pathOf: (path) => renamed.get(path) ?? path };
}

function pairsOf(before: Report | undefined, after: Report) {
  const names = new Set((before?.services ?? []).map(({ service }) => service.name));
  const now = after.services.map(({ service }) => service.name);
  return {
    pairs: now.filter((name) => names.has(name)).map((name) => ({ before: name, after: name })),
    added: now.filter((name) => !names.has(name)), removed: [...names].filter((name) => !now.includes(name)),
  };
}

function idsIn(report: Report | undefined): ReadonlySet<string> {
  return new Set((report?.services ?? []).flatMap(({ findings, ignored }) => [...findings, ...ignored.map(({ finding }) => finding)].map(({ id }) => id)));
}
