import { placeOf } from './fixes/planned.ts';
import { objectionTo } from './fixes/verify.ts';
import { planFix } from './fix.ts';
import { valueOf } from './model/fact.ts';
import { baseId, type Finding, type ProposedFix } from './model/finding.ts';
import type { FileFix, LivePlan, PlanReason, RefusedStep } from './model/live-plan.ts';
import type { LiveService, LiveState } from './model/live-state.ts';
import { settingsInCode } from './remote/in-code.ts';
import { objectionToEdits } from './remote/objection.ts';
import { planSteps, type ReasonedEdits } from './remote/plan-steps.ts';
import { withEdits } from './remote/make-edits.ts';
import { isLiveChange, wantedEdits } from './remote/wanted-edits.ts';
import { scan, scanFiles, type Scan, type ScanOptions } from './scan.ts';
import { byText } from './text/order.ts';

/** What to plan, and for which state of the platform. */
export interface PlanOptions extends ScanOptions {
  readonly live: LiveState;
  /** Only what these rules want; all where there are none. */
  readonly rules?: readonly string[];
  /** Only what is wanted for these reasons, by id; all where it is not said. */
  readonly reasons?: readonly string[];
}

/** A plan with what a scan says before it is made, and after. */
export interface PlannedRun {
  readonly plan: LivePlan;
  /** What the platform would say after it. */
  readonly state: LiveState;
  readonly before: Scan;
  readonly after: Scan;
}

/** More changes than this in one plan, one after another, would be a mistake of ours. */
const MOST_CHANGES = 200;

type Fixable = Finding & { readonly fix: ProposedFix };

/** How far the planning is: the state in memory, and what a scan says of it. */
interface Draft {
  readonly state: LiveState;
  readonly scan: Scan;
  readonly made: readonly ReasonedEdits[];
}

type Attempt = { readonly kind: 'made'; readonly draft: Draft } | { readonly kind: 'refused'; readonly because: string } | { readonly kind: 'in-files'; readonly paths: readonly string[] } | { readonly kind: 'elsewhere' };

/**
 * Plans what the rules want of the platform: one finding at a time, on what the one before it left, in memory. A change counts only
 * when a new scan says that its finding is gone and no worse one came. Nothing is written.
 */
export async function planLive(root: string, options: PlanOptions): Promise<PlannedRun> {
  const before = await scan(root, options);
  let draft: Draft = { state: options.live, scan: before, made: [] };
  const tried = new Map<string, Exclude<Attempt, { kind: 'made' }>>();
  for (;;) {
    const finding = candidatesOf(draft.scan, options).find(({ id }) => !tried.has(id));
    if (finding === undefined || draft.made.length === MOST_CHANGES) break;
    const attempt = await attemptAt(finding, draft, root, options);
    if (attempt.kind === 'made') draft = attempt.draft;
    else tried.set(finding.id, attempt);
  }
  return { plan: planOf(draft, tried, before, options), state: draft.state, before, after: draft.scan };
}

function planOf({ made, scan: after }: Draft, tried: ReadonlyMap<string, Attempt>, before: Scan, { live }: PlanOptions): LivePlan {
  const findings = [...findingsOf(after), ...findingsOf(before)];
  const refused: RefusedStep[] = [];
  const inFiles: FileFix[] = [];
  for (const [id, attempt] of tried) {
    const finding = findings.find((each) => each.id === id);
    if (finding?.fix === undefined) continue;
    if (attempt.kind === 'refused') refused.push({ reason: reasonOf(finding as Fixable), because: attempt.because });
    if (attempt.kind === 'in-files') inFiles.push({ id, rule: finding.rule, title: finding.fix.title, paths: attempt.paths });
  }
  const { project, environment, readAt } = live;
  return { project, environment, readAt, steps: planSteps(live, made), refused, inFiles, inCode: settingsInCode(before.project), notices: before.report.notices.map(({ message }) => message) };
}

function findingsOf({ report }: Scan): readonly Finding[] {
  return report.services.flatMap(({ findings }) => findings);
}

/** Findings with a fix that is wanted: rule by rule, those that cost most first. */
function candidatesOf(scanned: Scan, { rules = [], reasons }: PlanOptions): readonly Fixable[] {
  const findings = findingsOf(scanned);
  const costs = new Map<string, number>();
  for (const { rule, points } of findings) costs.set(rule, Math.max(costs.get(rule) ?? 0, points));
  const isWanted = (finding: Finding): finding is Fixable => finding.fix !== undefined && finding.fix.applicability !== 'advice'
    && (rules.length === 0 || rules.includes(finding.rule)) && (reasons === undefined || reasons.includes(baseId(finding)));
  return findings.filter(isWanted).toSorted((a, b) => (costs.get(b.rule) ?? 0) - (costs.get(a.rule) ?? 0) || byText(a.rule, b.rule));
}

/** Makes the change that a finding wants in memory and scans what it leaves. */
async function attemptAt(finding: Fixable, draft: Draft, root: string, options: PlanOptions): Promise<Attempt> {
  const { change } = finding.fix;
  const service = counterpartOf(finding, draft);
  if (service === undefined) return { kind: 'elsewhere' };
  const isLive = isLiveChange(change);
  if (!isLive) {
    const planned = await planFix(finding, draft.scan);
    if (planned.ok) return { kind: 'in-files', paths: [...planned.changes.keys()].sort() };
    if (standsInFile(finding, draft)) return { kind: 'elsewhere' };
  }
  const wanted = wantedEdits(change, service);
  if ('because' in wanted) return isLive ? { kind: 'refused', because: wanted.because } : { kind: 'elsewhere' };
  const refusal = objectionToEdits(wanted.edits, service);
  if (refusal !== undefined) return { kind: 'refused', because: refusal };
  const state = withEdits(draft.state, wanted.edits);
  const scanned = await scanFiles(draft.scan.files, root, { ...options, live: state });
  const objection = objectionTo(finding, draft.scan.report, scanned.report);
  if (objection !== undefined) return { kind: 'refused', because: objection };
  return { kind: 'made', draft: { state, scan: scanned, made: [...draft.made, { reason: reasonOf(finding), edits: wanted.edits }] } };
}

/** The service on the platform that a finding is about. */
function counterpartOf({ service }: Finding, { scan: { project }, state }: Draft): LiveService | undefined {
  const link = valueOf(project.services.find(({ name }) => name === service)?.facts['live.service']);
  return state.services.find(({ id }) => id === link?.id);
}

/** True where a file decides the setting that a finding is about, so that the platform's does not count. */
function standsInFile({ service, fix: { change } }: Fixable, { scan: { project } }: Draft): boolean {
  const fact = change.kind === 'set-fact' || change.kind === 'remove-fact' ? change.fact : undefined;
  const found = fact === undefined ? undefined : project.services.find(({ name }) => name === service)?.facts[fact];
  return placeOf(found) !== undefined;
}

function reasonOf({ rule, message, fix, ...finding }: Fixable): PlanReason {
  return { id: baseId(finding), rule, message, title: fix.title, applicability: fix.applicability };
}
