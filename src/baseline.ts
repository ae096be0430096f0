import type { BaselineRun } from './baseline-report.ts';
import { applyFiles } from './apply/apply-files.ts';
import { workTreeState } from './apply/git.ts';
import { baselineText, entriesFor, matchBaseline, readBaseline, type BaselineEntry } from './compare/baseline.ts';
import { BASELINE_FILE } from './comparison-target.ts';
import { identityOf, idOf } from './compare/identity.ts';
import type { FileTree } from './discover/file-tree.ts';
import type { ChangedFile } from './model/changed-file.ts';
import { baselinePath, readBaselineOf } from './read-baseline.ts';
import { folderAt, scan, type Scan, type ScanOptions } from './scan.ts';

/** Accepts all findings that are open today. Entries that are there keep their day; those that nothing answers to go. */
export async function createBaseline(root: string, named: string | undefined, options: ScanOptions): Promise<BaselineRun> {
  const scanned = await scan(root, options);
  const { report, files } = scanned;
  const path = chosenPath(scanned, named);
  const before = textOf(files, path);
  const known = before === undefined ? [] : knownEntries(before);
  const entries = entriesFor(report, known, report.asOf);
  const { added, stale } = matchBaseline(known, report);
  const run = { path, accepted: entries.length, added: added.map(({ id }) => id), dropped: stale.map(idOf) };
  return { ...run, written: await writeBaseline(scanned, { path, entries, title: 'Accept the findings of today' }) };
}

/** Drops the entries that nothing answers to; the others follow their findings to other files. */
export async function pruneBaseline(root: string, named: string | undefined, options: ScanOptions): Promise<BaselineRun> {
  const scanned = await scan(root, options);
  const path = chosenPath(scanned, named);
  const { accepted, stale } = matchBaseline(readBaselineOf(scanned.files, path), scanned.report);
  const entries = accepted.map(([{ since }, finding]) => ({ ...identityOf(finding), since }));
  const run = { path, accepted: entries.length, added: [], dropped: stale.map(idOf) };
  return { ...run, written: await writeBaseline(scanned, { path, entries, title: 'Drop stale entries of the baseline' }) };
}

/** The file that counts: the one that is named, the one of the configuration, the usual one. */
function chosenPath({ config }: Pick<Scan, 'config'>, named: string | undefined): string {
  return baselinePath(named ?? config.baseline?.value ?? BASELINE_FILE);
}

/** A baseline that is broken is written anew. */
function knownEntries(text: string): readonly BaselineEntry[] {
  const read = readBaseline(text);
  return 'entries' in read ? read.entries : [];
}

function textOf(files: FileTree, path: string): string | undefined {
  return files.read(path)?.text;
}

/** What a baseline file is to hold, and why, for the journal. */
interface NewBaseline {
  readonly path: string;
  readonly entries: readonly BaselineEntry[];
  readonly title: string;
}

/** Writes the file, and asks git to merge it line by line: branches that both accept something must not conflict. */
async function writeBaseline({ files, report: { root, version } }: Scan, { path, entries, title }: NewBaseline): Promise<readonly string[]> {
  const isRepository = (await workTreeState(root, [])).kind === 'repository';
  const attributes = isRepository ? [fileChange(files, '.gitattributes', (before) => withUnion(before, path))] : [];
  const changes = [fileChange(files, path, () => baselineText(entries)), ...attributes];
  const changed = changes.filter(({ before, after }) => before !== after);
  if (changed.length > 0) await applyFiles(folderAt(root), changed, { title, version });
  return changed.map((change) => change.path);
}

function fileChange(files: FileTree, path: string, textAfter: (before: string) => string): ChangedFile {
  const before = textOf(files, path);
  return { path, before, after: textAfter(before ?? '') };
}

/** https://git-scm.com/docs/gitattributes#_built_in_merge_drivers: union keeps the lines of both sides; order and repeats do not matter here. */
function withUnion(attributes: string, path: string): string {
  const line = `${path.includes(' ') ? JSON.stringify(path) : path} merge=union`;
  if (attributes.split(/\r?\n/).some((each) => each.trim() === line)) return attributes;
  const end = attributes.includes('\r\n') ? '\r\n' : '\n';
  return `${attributes}${attributes === '' || attributes.endsWith('\n') ? '' : end}${line}${end}`;
}
