import { notesOf, type Notes } from './apply/notes.ts';
import type { AppliedPlan, ApplyProof, StepOutcome, UnfinishedApply } from './model/applied-plan.ts';
import type { LivePlan } from './model/live-plan.ts';
import { baseId } from './model/finding.ts';
import type { AskOptions } from './ask-railway.ts';
import { openPlatform, type OpenPlatform } from './live-platform.ts';
import { planChosen } from './plan-chosen.ts';
import { unfinishedIn, type DiffOptions } from './railway-diff.ts';
import { closeApplies } from './remote/apply-journal.ts';
import { carryOut, checkAlone } from './remote/carry-out.ts';
import { recallPlan, saltFor, type RememberedPlan } from './remote/remembered-plan.ts';
import type { RunResult } from './remote/run-plan.ts';
import { sealedPlan, type SealedPlan } from './remote/seal.ts';
import { redeployCommand } from './remote/take-back.ts';
import { folderAt, scan } from './scan.ts';
import { byText } from './text/order.ts';
import { UsageError } from './usage-error.ts';

/** A plan that is ready to be carried out, once somebody confirmed it. */
export interface PreparedApply {
  readonly plan: LivePlan;
  readonly hash: string;
  readonly unfinished: readonly UnfinishedApply[];
  /** Nothing is left to do, and what was broken off was told. */
  readonly close: () => void;
  /** Makes the steps, one after another, until the first that fails or an interruption, and tells what came of it. A UsageError where nothing was begun. */
  readonly carryOut: (audience: Audience) => Promise<void>;
}

/** Who watches while a plan is carried out. */
export interface Audience {
  /** True where a person wants it to stop. */
  readonly isAsked: () => boolean;
  /** Returns once the outcome was written out: what nobody could read the next run tells. */
  readonly tell: (applied: AppliedPlan) => Promise<void>;
}

/** Makes a plan of Railway as it is now: a new one, or the one of a hash again. A UsageError where that has become another. */
export async function prepareApply(dir: string, ask: AskOptions, { hash, ...options }: DiffOptions & { readonly hash: string | undefined }): Promise<PreparedApply> {
  const notes = await notesOf(folderAt(dir), 'railway');
  const remembered = hash === undefined ? undefined : recallPlan(notes, hash);
  const open = await openPlatform(dir, remembered === undefined ? ask : askAgain(ask, remembered));
  const { state, seal } = open.reading;
  checkAlone(state);
  const chosen = remembered === undefined ? options : { ...options, reasons: remembered.reasons };
  const { plan } = await planChosen(dir, { ...chosen, live: state });
  const sealed = await sealedPlan(plan, state, { seal, salt: remembered?.salt ?? saltFor(notes, state.environment) });
  if (remembered !== undefined && remembered.hash !== sealed.hash) throw staleError(remembered, sealed);
  const unfinished = await unfinishedIn(notes, state, seal);
  return { plan, hash: sealed.hash, unfinished, close: () => closeApplies(notes, unfinished, plan.environment), carryOut: async (audience) => carriedOut(dir, { sealed, open, notes, unfinished, options }, audience) };
}

/** The plan of a hash is for one environment, whatever the folder is linked to by now. */
function askAgain(ask: AskOptions, { hash, project, environment }: RememberedPlan): AskOptions {
  const isOther = [[ask.project, project], [ask.environment, environment]].some(([said, planned]) => said !== undefined && typeof planned === 'object' && ![planned.id, planned.name].includes(said as string));
  if (isOther) throw new UsageError(`the plan ${hash} is for ${environment.name} of ${project.name}`, 'leave --project and --environment out, or make another plan');
  return { ...ask, project: project.id, environment: environment.id };
}

function staleError({ hash, steps }: RememberedPlan, { seals }: SealedPlan): UsageError {
  const changed = steps.filter(({ id, seal }) => seals.has(id) && seals.get(id) !== seal).map(({ id }) => id);
  const because = changed.length > 0 ? `${changed.join(', ')} changed on Railway since it was made` : 'the project, or Railway, wants something else since it was made';
  return new UsageError(`the plan ${hash} is stale: ${because}`, 'nothing was changed; `optimize railway diff` makes a new one', 'stale-plan');
}

interface Carried {
  readonly sealed: SealedPlan;
  readonly open: OpenPlatform;
  readonly notes: Notes;
  readonly unfinished: readonly UnfinishedApply[];
  readonly options: DiffOptions;
}

async function carriedOut(dir: string, carried: Carried, { isAsked, tell }: Audience): Promise<void> {
  const { sealed, open: { platform }, notes, unfinished } = carried;
  await carryOut(sealed, { platform, notes, unfinished, isInterrupted: isAsked, tell: async (result) => tell(await appliedPlan(dir, carried, { ...result, isAsked })) });
}

async function appliedPlan(dir: string, { sealed, open: { platform }, options }: Carried, { outcomes, failure, isAsked }: RunResult & Pick<Audience, 'isAsked'>): Promise<AppliedPlan> {
  const { plan, hash } = sealed;
  const isComplete = outcomes.every(({ state }) => state === 'done');
  const proof = isComplete && !isAsked() ? await proofOf(dir, plan, { platform, options }) : undefined;
  return {
    plan, hash, outcomes, isInterrupted: isAsked(), redeploys: redeploysOf(outcomes, sealed),
    ...(failure === undefined ? {} : { failure }), ...(proof === undefined ? {} : { proof }),
  };
}

/** What a new reading says of what the plan was made for; undefined where it cannot be had: the steps are made all the same. */
async function proofOf(dir: string, { steps }: LivePlan, { platform, options }: Pick<OpenPlatform, 'platform'> & { readonly options: DiffOptions }): Promise<ApplyProof | undefined> {
  const reasons = [...new Set(steps.flatMap((step) => step.reasons.map(({ id }) => id)))];
  try {
    const { state } = await platform.read();
    const { report } = await scan(dir, { ...options, live: state });
    const found = new Set(report.services.flatMap(({ findings }) => findings.map(baseId)));
    return { gone: reasons.filter((id) => !found.has(id)), left: reasons.filter((id) => found.has(id)) };
  } catch {
    return undefined;
  }
}

/** Services whose variables were set while nothing deploys them. */
function redeploysOf(outcomes: readonly StepOutcome[], { plan, before }: SealedPlan): AppliedPlan['redeploys'] {
  const done = outcomes.filter(({ state }) => state === 'done' || state === 'unsure').map(({ step }) => step);
  const services = new Map(done.map(({ service }) => [service.id, service]));
  for (const { service, deploys } of done) if (deploys) services.delete(service.id);
  return [...services.values()].sort((a, b) => byText(a.name, b.name) || byText(a.id, b.id)).map((service) => ({ service: service.name, command: redeployCommand(service, plan, before) }));
}
