import type { FileTree } from './discover/file-tree.ts';
import { openFolder } from './discover/open-folder.ts';
import { withOverlay, type Overlay } from './discover/overlay.ts';
import { brokenBy } from './fixes/parses.ts';
import { patchedFiles } from './fixes/patched.ts';
import { planChange } from './fixes/plan.ts';
import { broughtBy, objectionTo } from './fixes/verify.ts';
import type { Change, Planned } from './model/change.ts';
import type { ChangedFile } from './model/changed-file.ts';
import { baseId, type Applicability, type Finding, type ProposedFix } from './model/finding.ts';
import type { FixRun, FixStep, RefusedFix } from './fix-report.ts';
import { mendedWith } from './mended-with.ts';
import type { Report } from './report.ts';
import { toldOnce } from './reporters/repeats.ts';
import { openFindings } from './reporters/shown-finding.ts';
import { folderAt, scanFiles, type Scan, type ScanOptions } from './scan.ts';
import { onlyRules } from './select.ts';
import { UsageError } from './usage-error.ts';
import { byText } from './text/order.ts';

/** Which fixes to make. */
export interface FixOptions extends ScanOptions {
  /** `safe` alone, or those that need a review too. */
  readonly applicabilities: readonly Applicability[];
  /** Only fixes of these rules; all where there are none. */
  readonly rules?: readonly string[];
  /** Only the fixes of these findings, by id; all where it is not said. */
  readonly findings?: readonly string[];
  /** Values that a person gave instead of the proposed ones, by finding. */
  readonly answers?: ReadonlyMap<string, string | number>;
}

/** More fixes than this in one project, one after another, would be a mistake of ours. */
const MOST_STEPS = 200;

/** The state of a run: the tree in memory, and what a scan says of it. */
interface Tree {
  readonly disk: FileTree;
  readonly overlay: Overlay;
  readonly scan: Scan;
  /** Ids of the findings that were fixed on the way, without their numbers. */
  readonly made: readonly string[];
}

type Made = { readonly step: FixStep; readonly tree: Tree };
type Refusal = { readonly because: string };

/**
 * Plans fixes and tries each in memory: one at a time, on what the one before it left, until no more can be made. A fix counts only
 * when a new scan says that its finding is gone, that no other came, and that no score fell.
 */
export async function planFixes(root: string, options: FixOptions): Promise<FixRun> {
  const start = await treeAt(root, options);
  const steps: FixStep[] = [];
  let tree = start;
  let pass: Pass;
  do {
    pass = await makeFixes(tree, root, options);
    tree = pass.tree;
    steps.push(...pass.steps);
  } while (pass.steps.length > 0 && steps.length < MOST_STEPS);
  const { refused } = pass;
  return { before: start.scan.report, after: tree.scan.report, steps, refused, waiting: waitingIn(tree.scan.report, refused), files: changedFiles(tree) };
}

/** The tree as it lies on the disk. */
async function treeAt(root: string, options: FixOptions): Promise<Tree> {
  const disk = await openFolder(folderAt(root));
  return { disk, overlay: new Map(), scan: await scanFiles(disk, root, options), made: [] };
}

interface Pass {
  readonly tree: Tree;
  readonly steps: readonly FixStep[];
  readonly refused: readonly RefusedFix[];
}

/** Tries every fix once, each on what the one before it left. What is refused may become possible later: the next pass asks again. */
async function makeFixes(start: Tree, root: string, options: FixOptions): Promise<Pass> {
  const steps: FixStep[] = [];
  const refused = new Map<string, RefusedFix>();
  let tree = start;
  for (;;) {
    const finding = candidatesOf(tree, options).find(({ id }) => !refused.has(id));
    if (finding === undefined || steps.length === MOST_STEPS) return { tree, steps, refused: [...refused.values()] };
    const result = await attempt(finding, tree, root, options);
    if ('because' in result) refused.set(finding.id, { finding, because: result.because });
    else {
      steps.push(result.step);
      tree = result.tree;
    }
  }
}

/** A fix as it would be if it were the only one. */
type Proposal = FixStep | RefusedFix;

/** Each fix that is wanted, tried alone on the tree as it is: what a person chooses from. One that mends what several services share is offered once. */
export async function proposeFixes(root: string, options: FixOptions): Promise<{ readonly before: Report; readonly proposals: readonly Proposal[] }> {
  const tree = await treeAt(root, options);
  const proposals: Proposal[] = [];
  const mended = new Set<string>();
  for (const finding of candidatesOf(tree, options)) {
    if (mended.has(finding.id)) continue;
    const result = await attempt(finding, tree, root, options);
    proposals.push('because' in result ? { finding, because: result.because } : result.step);
    for (const { id } of 'because' in result ? [] : result.step.repeats) mended.add(id);
  }
  return { before: tree.scan.report, proposals };
}

/** Findings with a fix that is wanted: rule by rule, those that cost most first. */
function candidatesOf({ scan: { report }, made }: Tree, options: FixOptions): readonly Finding[] {
  const findings = report.services.flatMap((service) => service.findings);
  const costs = new Map<string, number>();
  for (const { rule, points } of findings) costs.set(rule, Math.max(costs.get(rule) ?? 0, points));
  return findings.filter((finding) => isTried(finding, options) && isWanted(finding, made, options))
    .toSorted((a, b) => (costs.get(b.rule) ?? 0) - (costs.get(a.rule) ?? 0) || byText(a.rule, b.rule));
}

/** Of several findings at one place the first keeps the bare id: once it is fixed, the next one has it, and was perhaps not chosen. */
function isWanted(finding: Finding, made: readonly string[], { applicabilities, rules = [], findings }: FixOptions): boolean {
  if (finding.fix === undefined || !applicabilities.includes(finding.fix.applicability)) return false;
  if (rules.length > 0 && !rules.includes(finding.rule)) return false;
  if (findings === undefined) return true;
  const id = baseId(finding);
  const chosen = findings.filter((each) => baseId({ id: each }) === id).length;
  const done = made.filter((each) => each === id).length;
  return done < chosen && (done > 0 || findings.includes(finding.id));
}

/** Refuses rules and findings that are not there: a mistyped name must not look like "nothing to fix". */
export function checkSelection(report: Report, rules: readonly string[], findings: readonly string[]): void {
  onlyRules(report, rules, []);
  const known = new Set(report.services.flatMap((service) => service.findings.map(({ id }) => id)));
  const ignored = report.services.flatMap((service) => service.ignored).find(({ finding }) => findings.includes(finding.id));
  if (ignored !== undefined) throw new UsageError(`${ignored.finding.id} is ignored by ${ignored.by}`, 'add --no-ignores to fix it nevertheless');
  const wrong = findings.find((id) => !known.has(id));
  if (wrong !== undefined) throw new UsageError(`there is no finding ${wrong}`, '`optimize scan --json` lists the ids of the findings');
}

/** True for a finding whose fix changes files. */
export function isFixable(finding: Finding): finding is Finding & { readonly fix: ProposedFix } {
  const { fix } = finding;
  return fix !== undefined && fix.change.kind !== 'advice' && fix.applicability !== 'advice' && !isOnPlatform(fix.change);
}

function isOnPlatform({ kind }: Change): boolean {
  return kind === 'live-variable' || kind === 'live-setting';
}

/** A fix that is made on the platform is tried where it was asked for by name, and refused with the command that makes it. */
function isTried(finding: Finding, { rules = [], findings }: FixOptions): boolean {
  return isFixable(finding) || (finding.fix !== undefined && isOnPlatform(finding.fix.change) && (rules.length > 0 || findings !== undefined));
}

/** Makes one fix in memory and scans what it leaves. */
async function attempt(finding: Finding, tree: Tree, root: string, options: FixOptions): Promise<Made | Refusal> {
  const { files } = tree.scan;
  const planned = await planFix(finding, tree.scan, options.answers?.get(baseId(finding)));
  if (!planned.ok) return planned;
  const patched = patchedFiles(planned.changes, files);
  if (isRefusal(patched)) return patched;
  for (const [path, file] of patched) {
    const broken = file === undefined ? undefined : await brokenBy(files.read(path), file);
    if (broken !== undefined) return { because: broken };
  }
  const overlay: Overlay = new Map([...tree.overlay, ...patched]);
  const scan = await scanFiles(withOverlay(tree.disk, overlay), root, options);
  const objection = objectionTo(finding, tree.scan.report, scan.report);
  if (objection !== undefined) return { because: objection };
  const gain = scoreIn(scan.report, finding.service) - scoreIn(tree.scan.report, finding.service);
  const sources = new Map([...patched.keys()].flatMap((path) => { const file = files.read(path); return file === undefined ? [] : [[path, file] as const]; }));
  const brings = broughtBy(tree.scan.report, scan.report);
  const repeats = mendedWith(finding, tree.scan.report, scan.report);
  return { step: { finding, changes: planned.changes, gain, repeats, brings, sources, files: patched }, tree: { ...tree, overlay, scan, made: [...tree.made, baseId(finding)] } };
}

/** The edits that a finding's fix comes to, before anybody tried what they do. */
export async function planFix(finding: Finding, { project, report, files }: Scan, answer?: string | number): Promise<Planned> {
  const { fix } = finding;
  const { services } = project;
  const service = services.find(({ name }) => name === finding.service);
  if (fix === undefined || service === undefined) return { ok: false, because: 'it has no fix' };
  const { readTemplate } = await import('./fixes/templates/read-template.ts');
  try {
    return await planChange(answered(fix, answer), { files, service, services, asOf: report.asOf, template: readTemplate });
  } catch (error) {
    // One planner that fails must not take the report, or the other fixes, with it; as a check that throws is undecided.
    return { ok: false, because: `planning it failed, which is a bug in optimize: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function waitingAs({ change, applicability }: ProposedFix): keyof FixRun['waiting'] {
  if (change.kind === 'advice' || applicability === 'advice') return 'advice';
  return isOnPlatform(change) ? 'platform' : applicability;
}

/** Fixes that are open and were not tried, by how far they may be trusted; that of a finding which several services share is one. */
export function waitingIn(report: Report, refused: readonly RefusedFix[]): FixRun['waiting'] {
  const tried = new Set(refused.map(({ finding }) => finding.id));
  const waiting = { safe: 0, review: 0, advice: 0, platform: 0 };
  for (const { first, repeats } of toldOnce(openFindings(report))) {
    const { fix } = first.finding;
    if (fix !== undefined && [first, ...repeats].some(({ finding: { id } }) => !tried.has(id))) waiting[waitingAs(fix)] += 1;
  }
  return waiting;
}

function answered({ change, question }: ProposedFix, answer: string | number | undefined): Change {
  if (answer === undefined) return change;
  if (change.kind === 'set-fact') return { ...change, value: answer };
  return change.kind === 'set-options' && question?.option !== undefined ? { ...change, set: { ...change.set, [question.option]: answer } } : change;
}

function isRefusal(value: object): value is Refusal {
  return 'because' in value;
}

function scoreIn(report: Report, service: string): number {
  return report.services.find((each) => each.service.name === service)?.score.value ?? 0;
}

function changedFiles({ disk, overlay }: Tree): readonly ChangedFile[] {
  return [...overlay].map(([path, file]) => ({ path, before: disk.read(path)?.text, after: file?.text }))
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => byText(a.path, b.path));
}
