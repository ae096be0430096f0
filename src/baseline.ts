import type { BaselineRun } from './baseline-report.ts';
import { applyFiles } from './apply/apply-files.ts';
import { workTreeState } from './apply/git.ts';
import { baselineText, entriesFor, matchBaseline, readBaseline, type BaselineEntry } from './compare/baseline.ts';
import { BASELINE_FILE } from './comparison-target.ts';
import { idOf } from './compare/identity.ts';
import type { FileTree } from './discover/file-tree.ts';
import type { ChangedFile } from './model/changed-file.ts';
import { joinPath } from './model/files.ts';
import { readBaselineOf } from './read-baseline.ts';
import { folderAt, scan, type Scan, type ScanOptions } from './scan.ts';
import { UsageError } from './usage-error.ts';

/** Accepts all findings that are open today. Entries that are there keep their day; those that nothing answers to go. */
export async function createBaseline(root: string, named: string | undefined, options: ScanOptions): Promise<BaselineRun> {
  const scanned = await scan(root, options);
  const path = baselinePath(scanned, named);
  const before = textOf(scanned.files, path);
  const known = before === undefined ? [] : knownEntries(before);
  const findings = findingsOf(scanned);
  const entries = entriesFor(findings, known, scanned.report.asOf);
  const { added, stale } = matchBaseline(known, findings);
  const run = { path, accepted: entries.length, added: added.map(({ id }) => id), dropped: stale.map(idOf) };
  return { ...run, written: await writeBaseline(root, scanned, path, entries, 'Accept the findings of today') };
}

/** Drops the entries that nothing answers to; the others follow their findings to other files. */
export async function pruneBaseline(root: string, named: string | undefined, options: ScanOptions): Promise<BaselineRun> {
  const scanned = await scan(root, options);
  const path = baselinePath(scanned, named);
  const { accepted, stale } = matchBaseline(readBaselineOf(scanned.files, path), findingsOf(scanned));
  const entries = entriesFor(accepted.map(([, finding]) => finding), accepted.map(([entry]) => entry), scanned.report.asOf);
  const run = { path, accepted: entries.length, added: [], dropped: stale.map(idOf) };
  return { ...run, written: await writeBaseline(root, scanned, path, entries, 'Drop stale entries of the baseline') };
}

/** The file that counts: the one that is named, the one of the configuration, the usual one. */
function baselinePath({ config }: Pick<Scan, 'config'>, named: string | undefined): string {
  return named ?? config.baseline?.value ?? BASELINE_FILE;
}

/** A baseline that is broken is written anew. */
function knownEntries(text: string): readonly BaselineEntry[] {
  const read = readBaseline(text);
  return 'entries' in read ? read.entries : [];
}

function findingsOf({ report }: Scan) {
  return report.services.flatMap(({ findings }) => findings);
}

function textOf(files: FileTree, path: string): string | undefined {
  return files.read(path)?.text;
}

/** Writes the file, and asks git to merge it line by line: branches that both accept something must not conflict. */
async function writeBaseline(root: string, { files, report }: Scan, path: string, entries: readonly BaselineEntry[], title: string): Promise<readonly string[]> {
  if (joinPath('', path) !== path) throw new UsageError(`"${path}" is no file below the project`, 'name it from the project: --baseline optimize-baseline.jsonl');
  const isRepository = (await workTreeState(root, [])).kind === 'repository';
  const attributes = isRepository ? [fileChange(files, '.gitattributes', (before) => withUnion(before, path))] : [];
  const changes = [fileChange(files, path, () => baselineText(entries)), ...attributes];
  const changed = changes.filter(({ before, after }) => before !== after);
  if (changed.length > 0) await applyFiles(folderAt(root), changed, { title, version: report.version });
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
