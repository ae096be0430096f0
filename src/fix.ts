import { openFolder, type DiskFiles } from './discover/disk-files.ts';
import { withOverlay, type Overlay } from './discover/overlay.ts';
import { brokenBy } from './fixes/parses.ts';
import { patchedFiles } from './fixes/patched.ts';
import { planChange } from './fixes/plan.ts';
import { objectionTo } from './fixes/verify.ts';
import type { Change, FileChanges, Planned } from './model/change.ts';
import type { ChangedFile } from './model/changed-file.ts';
import { baseId, type Applicability, type Finding, type ProposedFix } from './model/finding.ts';
import type { Report } from './report.ts';
import { folderAt, scanFiles, type Scan, type ScanOptions } from './scan.ts';

/** Which fixes to make. */
export interface FixOptions extends ScanOptions {
  /** `safe` alone, or those that need a review too. */
  readonly applicabilities: readonly Applicability[];
  /** Which findings, among those that may be fixed; all by default. */
  readonly wants?: (finding: Finding) => boolean;
  /** Values that a person gave instead of the proposed ones, by finding. */
  readonly answers?: ReadonlyMap<string, string | number>;
}

/** One fix that was made, with what it brought. */
export interface FixStep {
  readonly finding: Finding;
  readonly changes: FileChanges;
  /** Points that the score of its service rose by when it was made, after the steps before it. */
  readonly gain: number;
  /** The changed files, as this step leaves them. */
  readonly files: Overlay;
}

/** A fix that was not made, and why. */
export interface RefusedFix {
  readonly finding: Finding;
  readonly because: string;
}

/** What the fixes make of a project. Nothing is written yet. */
export interface FixRun {
  readonly before: Report;
  readonly after: Report;
  readonly steps: readonly FixStep[];
  readonly refused: readonly RefusedFix[];
  /** Each file that is changed, made or deleted, as it was and as it will be. */
  readonly files: readonly ChangedFile[];
}

/** More fixes than this in one project, one after another, would be a mistake of ours. */
const MOST_STEPS = 200;

/** The state of a run: the tree in memory, and what a scan says of it. */
interface Tree {
  readonly disk: DiskFiles;
  readonly overlay: Overlay;
  readonly files: DiskFiles;
  readonly scan: Scan;
}

type Made = { readonly step: FixStep; readonly tree: Tree };
type Refusal = { readonly because: string };

/**
 * Plans fixes and tries each in memory: one at a time, on what the one before it left, until no more can be made. A fix counts only
 * when a new scan says that its finding is gone, that no other came, and that no score fell.
 */
export async function planFixes(root: string, options: FixOptions): Promise<FixRun> {
  const disk = await openFolder(folderAt(root));
  const start: Tree = { disk, overlay: new Map(), files: disk, scan: await scanFiles(disk, root, options) };
  const steps: FixStep[] = [];
  let tree = start;
  let refused: readonly RefusedFix[] = [];
  while (steps.length < MOST_STEPS) {
    const round = await nextStep(tree, root, options);
    refused = round.refused;
    if (round.made === undefined) break;
    steps.push(round.made.step);
    tree = round.made.tree;
  }
  return { before: start.scan.report, after: tree.scan.report, steps, refused, files: changedFiles(disk, tree.overlay) };
}

/** The first fix that can be made now. What is refused is asked again after each step, which may have made it possible. */
async function nextStep(tree: Tree, root: string, options: FixOptions): Promise<{ readonly made: Made | undefined; readonly refused: readonly RefusedFix[] }> {
  const refused: RefusedFix[] = [];
  for (const finding of candidatesOf(tree.scan.report, options)) {
    const result = await attempt(finding, tree, root, options);
    if (!('because' in result)) return { made: result, refused };
    refused.push({ finding, because: result.because });
  }
  return { made: undefined, refused };
}

/** Findings with a fix that is wanted: rule by rule, those that cost most first. */
function candidatesOf(report: Report, { applicabilities, wants = () => true }: FixOptions): readonly Finding[] {
  const findings = report.services.flatMap((service) => service.findings);
  const costs = new Map<string, number>();
  for (const { rule, points } of findings) costs.set(rule, Math.max(costs.get(rule) ?? 0, points));
  const isWanted = (finding: Finding) => isFixable(finding) && applicabilities.includes(finding.fix.applicability) && wants(finding);
  return findings.filter(isWanted).toSorted((a, b) => (costs.get(b.rule) ?? 0) - (costs.get(a.rule) ?? 0) || compare(a.rule, b.rule));
}

/** True for a finding whose fix changes files. */
export function isFixable(finding: Finding): finding is Finding & { readonly fix: ProposedFix } {
  return finding.fix !== undefined && finding.fix.change.kind !== 'advice' && finding.fix.applicability !== 'advice';
}

/** Makes one fix in memory and scans what it leaves. */
async function attempt(finding: Finding, tree: Tree, root: string, options: FixOptions): Promise<Made | Refusal> {
  const planned = await planFix(finding, tree.scan, tree.files, options.answers?.get(baseId(finding)));
  if (!planned.ok) return planned;
  const patched = patchedFiles(planned.changes, tree.files);
  if (isRefusal(patched)) return patched;
  for (const [path, file] of patched) {
    const broken = file === undefined ? undefined : await brokenBy(tree.files.read(path), file);
    if (broken !== undefined) return { because: broken };
  }
  const overlay: Overlay = new Map([...tree.overlay, ...patched]);
  const files = withOverlay(tree.disk, overlay);
  const scan = await scanFiles(files, root, options);
  const objection = objectionTo(finding, tree.scan.report, scan.report);
  if (objection !== undefined) return { because: objection };
  const gain = scoreIn(scan.report, finding.service) - scoreIn(tree.scan.report, finding.service);
  return { step: { finding, changes: planned.changes, gain, files: patched }, tree: { ...tree, overlay, files, scan } };
}

/** The edits that a finding's fix comes to, before anybody tried what they do. */
export async function planFix(finding: Finding, { project, report }: Scan, files: DiskFiles, answer?: string | number): Promise<Planned> {
  const { fix } = finding;
  const { services } = project;
  const service = services.find(({ name }) => name === finding.service);
  if (fix === undefined || service === undefined) return { ok: false, because: 'it has no fix' };
  const { readTemplate } = await import('./fixes/templates/read-template.ts');
  return planChange(answered(fix.change, answer), { files, service, services, asOf: report.asOf, template: readTemplate });
}

function answered(change: Change, answer: string | number | undefined): Change {
  return change.kind === 'set-fact' && answer !== undefined ? { ...change, value: answer } : change;
}

function isRefusal(value: object): value is Refusal {
  return 'because' in value;
}

function scoreIn(report: Report, service: string): number {
  return report.services.find((each) => each.service.name === service)?.score.value ?? 0;
}

function changedFiles(disk: DiskFiles, overlay: Overlay): readonly ChangedFile[] {
  return [...overlay].map(([path, file]) => ({ path, before: disk.read(path)?.text, after: file?.text }))
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => compare(a.path, b.path));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
