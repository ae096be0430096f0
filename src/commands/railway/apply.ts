import { Args, Flags } from '@oclif/core';
import type { Consent } from '../../confirm-apply.ts';
import type { AppliedPlan } from '../../model/applied-plan.ts';
import type { PreparedApply } from '../../railway-apply.ts';
import { BaseCommand, isAnswering, listOf } from '../base.ts';
import { askOptionsOf, FORMAT_FLAGS, IGNORES_FLAG, RAILWAY_FLAGS, RULE_FLAG, SCAN_FLAGS, scanOptionsOf } from '../flags.ts';
import { withSpinner } from '../spinner.ts';
import { STEP_FLAG } from './step-flag.ts';

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
    if (prepared.plan.steps.length === 0) return this.print(await this.planned(prepared, { ...view, isAsked: false }));
    const consent = { yes: flags.yes ?? false, isReviewed: (flags.review ?? false) || args.hash !== undefined, destructive: flags['confirm-destructive'] ?? [] };
    if (!(await this.isConfirmed(prepared, consent, view))) return void process.stderr.write('nothing is changed\n');
    const { whileInterruptible } = await import('../../interruption.ts');
    const applied = await whileInterruptible((interruption) => withSpinner('changing Railway', () => prepared.carryOut(interruption)));
    process.exitCode = exitCodeOf(applied);
    this.print(await this.carriedOut(applied, prepared, view));
  }

  /** Asks a person who sees the plan, or takes what the flags say; where neither confirms it, the error says which flag does. */
  private async isConfirmed(prepared: PreparedApply, consent: Consent, view: View): Promise<boolean> {
    const { askConsent, checkConsent } = await import('../../confirm-apply.ts');
    if (consent.yes || view.isJson || !isAnswering()) {
      checkConsent(prepared.plan, consent);
      return true;
    }
    this.print(await this.planned(prepared, { ...view, isAsked: true }));
    return askConsent(prepared.plan, consent);
  }

  private async planned({ plan, hash, unfinished }: PreparedApply, { isJson, color, isAsked }: View & { readonly isAsked: boolean }): Promise<string> {
    const shown = { plan, hash: plan.steps.length === 0 ? undefined : hash, unfinished };
    if (isJson) return (await import('../../reporters/railway/plan-json.ts')).planJson(shown, this.config.version);
    return (await import('../../reporters/railway/plan-text.ts')).planText(shown, { width: this.width(), paint: await this.paint(color), isAsked });
  }

  private async carriedOut(applied: AppliedPlan, { unfinished }: PreparedApply, { isJson, color }: View): Promise<string> {
    if (isJson) return (await import('../../reporters/railway/plan-json.ts')).appliedJson(applied, unfinished, this.config.version);
    return (await import('../../reporters/railway/applied-text.ts')).appliedText(applied, { width: this.width(), paint: await this.paint(color) });
  }
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
