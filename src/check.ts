import type { CheckReport } from './check-report.ts';
import { checkStates } from './check-states.ts';
import { compareWithBaseline } from './compare/assemble.ts';
import { matchBaseline } from './compare/baseline.ts';
import { BASELINE_FILE, comparisonTarget } from './comparison-target.ts';
import { findConfig } from './discover/find-config.ts';
import { openFolder } from './discover/open-folder.ts';
import { folderInRepository } from './folder-in-repository.ts';
import { checkGates, type GateSettings } from './gates.ts';
import { knownNames } from './known-names.ts';
import { baselinePath, readBaselineOf } from './read-baseline.ts';
import { loadCatalogue } from './rules/catalogue.ts';
import { folderAt, scanFiles, type Scan, type ScanOptions } from './scan.ts';
import { UsageError } from './usage-error.ts';

/** How to check. */
interface CheckOptions extends ScanOptions {
  /** What to compare with, as far as the user says; else the environment of a CI system or the project's own baseline do. */
  readonly base: string | undefined;
  readonly baseline: string | undefined;
  readonly head: string | undefined;
  readonly staged: boolean;
  readonly environment: NodeJS.ProcessEnv;
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

/** Compares a project with what the user, the CI system or its configuration names. Nothing is written. */
export async function runCheck(root: string, { base, baseline, head, staged, environment, ...options }: CheckOptions): Promise<Check> {
  const target = await comparisonTarget({ base: base ?? (staged ? 'HEAD' : undefined), baseline, environment, own: () => ownBaseline(root, options) });
  if (target.kind === 'ref') {
    const { check, scan, pair } = await checkStates(root, { ...options, base: target.base, staged, ...(head === undefined ? {} : { head }) });
    return { check, scan, prefix: pair.prefix };
  }
  if (head !== undefined) throw new UsageError('--head needs a commit to compare with', 'name it: --base REF');
  return checkBaseline(root, baselinePath(target.path), options);
}

/** The baseline that the project names, or has where it usually lies. */
async function ownBaseline(root: string, { config }: ScanOptions): Promise<string | undefined> {
  const folder = folderAt(root);
  const files = await openFolder(folder);
  const { baseline } = await findConfig(files, config ?? { kind: 'found' }, { known: knownNames(await loadCatalogue()), folder });
  return baseline?.value ?? (files.has(BASELINE_FILE) ? BASELINE_FILE : undefined);
}

/** Compares a project with the findings that a baseline file accepts; `path` is from the project root. */
async function checkBaseline(root: string, path: string, { gates: flags, ...options }: ScanOptions & { readonly gates: GateSettings }): Promise<Check> {
  const files = await openFolder(folderAt(root));
  const entries = readBaselineOf(files, path);
  const scan = await scanFiles(files, root, options);
  const gates = checkGates(scan.config, flags, knownNames(scan.catalogue).categories);
  const matched = matchBaseline(entries, scan.report);
  const day = entries.map(({ since }) => since).sort().at(-1);
  const isOld = matched.added.length > 0 && day !== undefined && day < scan.report.asOf;
  const then = isOld ? await scanFiles(files, root, { ...options, asOf: day }) : undefined;
  const known = new Set(then?.report.services.flatMap(({ findings }) => findings.map(({ id }) => id)));
  const agedIds = new Set(then === undefined ? [] : matched.added.filter(({ id }) => !known.has(id)).map(({ id }) => id));
  const check = compareWithBaseline({ against: { kind: 'baseline', path }, after: scan.report, matched, agedIds, notices: [] }, gates);
  return { check, scan, prefix: await folderInRepository(root) };
}
