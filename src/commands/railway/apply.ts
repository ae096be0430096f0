import { Args, Flags } from '@oclif/core';
import type { Consent } from '../../confirm-apply.ts';
import type { AppliedPlan } from '../../model/applied-plan.ts';
import type { PreparedApply } from '../../railway-apply.ts';
import type { ShownPlan } from '../../reporters/railway/plan-text.ts';
import { BaseCommand, isAnswering, listOf } from '../base.ts';
import { askOptionsOf, FORMAT_FLAGS, IGNORES_FLAG, RAILWAY_FLAGS, RULE_FLAG, SCAN_FLAGS, scanOptionsOf } from '../flags.ts';
import { withSpinner } from '../spinner.ts';
import { STEP_FLAG } from './step-flag.ts';

/** Exit code until something is made: a plan that nobody can read, because its reader has gone, ends the program. */
const NOT_MADE = 2;

export default class ApplyRailway extends BaseCommand {
  static override summary = 'Carry out a plan on Railway, step by step, once it is confirmed.';
  static override description = 'Makes the plan of a hash that `optimize railway diff` gave, or a new one, shows it and asks. Variables are set first, without a deployment; '
    + 'then the rest of each service at once, which Railway deploys. Before each step Railway is read again: a plan that is not for what is there now is refused. '
    + 'The first failure stops it, and what was made is said with the commands that take it back. A step that loses something wants the name of its service.';
  static override examples = [
    'optimize railway apply',
    'optimize railway apply 3f9c2a7d41be',
    'optimize railway apply 3f9c2a7d41be --yes --confirm-destructive web',
    'optimize railway apply --step web/variables.DATABASE_URL',
  ];
  static override exitCodes = { ...BaseCommand.exitCodes, 1: 'all is made, and a new reading finds something of it still', 2: 'it could not do its job: a stale plan, nobody to confirm it, a step that failed', 130: 'interrupted; what was made is said' };
  static override files = [
    ['.git/optimize/journal', 'plans by their hash, and how far a run came; no value; in the cache folder of the user where there is no git'],
    ['~/.cache/optimize/locks', 'who changes which environment now; $XDG_CACHE_HOME names another place'],
  ] as const;
  static override seeAlso = ['railway diff'];
  static override args = {
    hash: Args.string({ description: 'the plan, as `optimize railway diff` calls it; a new one by default', ignoreStdin: true }),
    dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }),
  };
  static override flags = {
    ...SCAN_FLAGS,
    ...IGNORES_FLAG,
    ...RULE_FLAG,
    ...STEP_FLAG,
    ...RAILWAY_FLAGS,
    ...FORMAT_FLAGS,
    yes: Flags.boolean({ char: 'y', description: 'ask nothing; steps that lose something want --confirm-destructive too', env: 'OPTIMIZE_YES' }),
    review: Flags.boolean({ description: 'with --yes and no hash: make steps that want a review too', env: 'OPTIMIZE_REVIEW' }),
    'confirm-destructive': Flags.string({ description: 'steps may lose something of this service', helpValue: 'SERVICE', multiple: true, multipleNonGreedy: true }),
  };

  async run(): Promise<void> {
    const { args: words, flags } = await this.parse(ApplyRailway);
    const args = argumentsOf(words);
    const view = { isJson: flags.json || flags.format === 'json', color: flags.color };
    const { prepareApply } = await import('../../railway-apply.ts');
    const options = { ...scanOptionsOf(args.dir, flags, this.config.version), rules: listOf(flags.rule), steps: listOf(flags.step), hash: args.hash };
    const prepared = await withSpinner('asking Railway', () => prepareApply(args.dir, askOptionsOf(flags), options));
    if (prepared.plan.steps.length === 0) {
      await this.printed(await this.planned(prepared, view));
      return prepared.close();
    }
    process.exitCode = NOT_MADE;
    const consent = { yes: flags.yes ?? false, isReviewed: (flags.review ?? false) || args.hash !== undefined, destructive: flags['confirm-destructive'] ?? [] };
    if (!(await this.isConfirmed(prepared, consent, view))) return this.declined();
    const { whileInterruptible } = await import('../../interruption.ts');
    await whileInterruptible(({ isAsked }) => withSpinner('changing Railway', (stop) => prepared.carryOut({ isAsked, tell: async (applied) => {
      process.exitCode = exitCodeOf(applied);
      const text = await this.carriedOut(applied, prepared, view);
      stop();
      await this.printed(text);
    } })));
  }

  private declined(): void {
    process.exitCode = 0;
    process.stderr.write('nothing is changed\n');
  }

  /** Asks a person who sees the plan, or takes what the flags say and shows what is made next; where neither confirms it, the error says which flag does. */
  private async isConfirmed(prepared: PreparedApply, consent: Consent, view: View): Promise<boolean> {
    const { askConsent, checkConsent } = await import('../../confirm-apply.ts');
    if (!consent.yes && !view.isJson && isAnswering()) {
      await this.printed(await this.shown(prepared, { ...view, next: 'question' }));
      return askConsent(prepared.plan, consent);
    }
    checkConsent(prepared.plan, consent);
    if (view.isJson) process.stderr.write(await this.shown(prepared, { color: false, next: 'making' })); // the one document of stdout comes at the end
    else await this.printed(`${await this.shown(prepared, { ...view, next: 'making' })}\n`);
    return true;
  }

  private async planned(prepared: PreparedApply, view: View): Promise<string> {
    if (!view.isJson) return this.shown(prepared, view);
    return (await import('../../reporters/railway/plan-json.ts')).planJson(shownOf(prepared), this.config.version);
  }

  private async shown(prepared: PreparedApply, { color, next }: Pick<View, 'color'> & { readonly next?: 'question' | 'making' }): Promise<string> {
    const { planText } = await import('../../reporters/railway/plan-text.ts');
    return planText(shownOf(prepared), { width: this.width(), paint: await this.paint(color), ...(next === undefined ? {} : { next }) });
  }

  private async carriedOut(applied: AppliedPlan, { unfinished }: PreparedApply, { isJson, color }: View): Promise<string> {
    if (isJson) return (await import('../../reporters/railway/plan-json.ts')).appliedJson(applied, unfinished, this.config.version);
    return (await import('../../reporters/railway/applied-text.ts')).appliedText(applied, { width: this.width(), paint: await this.paint(color) });
  }
}

/** A plan without steps has no hash: there is nothing to name. */
function shownOf({ plan, hash, unfinished }: PreparedApply): ShownPlan {
  return { plan, hash: plan.steps.length === 0 ? undefined : hash, unfinished };
}

interface View {
  readonly isJson: boolean;
  readonly color: boolean | undefined;
}

/** A first word that is no hash is the folder. */
function argumentsOf({ hash, dir }: { readonly hash?: string | undefined; readonly dir: string }): { readonly hash: string | undefined; readonly dir: string } {
  return hash === undefined || /^[0-9a-f]{4,12}$/i.test(hash) ? { hash, dir } : { hash: undefined, dir: hash };
}

function exitCodeOf({ failure, isInterrupted, proof }: AppliedPlan): number {
  if (isInterrupted) return 130;
  if (failure !== undefined) return 2;
  return (proof?.left.length ?? 0) > 0 ? 1 : 0;
}
