import { Args, Flags } from '@oclif/core';
import type { RailwayDiff } from '../../railway-diff.ts';
import { BaseCommand, listOf } from '../base.ts';
import { askOptionsOf, FORMAT_FLAGS, IGNORES_FLAG, RAILWAY_FLAGS, RULE_FLAG, SCAN_FLAGS, scanOptionsOf } from '../flags.ts';
import { liveChoiceOf } from '../live-flags.ts';
import { withSpinner } from '../spinner.ts';
import { STEP_FLAG } from './step-flag.ts';

export default class DiffRailway extends BaseCommand {
  static override summary = 'Show what the rules want of Railway as a plan, and change nothing.';
  static override description = 'Reads what is set on Railway, joins it to what the files say, and plans each fix that Railway has to make: variables, settings, '
    + 'replicas. Each is tried in memory first; one that would leave its finding or bring a worse one is not planned. The plan has a hash, by which '
    + '`optimize railway apply` carries it out as long as nothing of it changed. What `optimize fix` changes in files is named, and no part of the plan.';
  static override examples = [
    'optimize railway diff',
    'optimize railway diff --json --exit-code',
    'optimize railway diff --service worker',
    'optimize railway diff --live-from facts.json',
  ];
  static override exitCodes = { ...BaseCommand.exitCodes, 1: 'the plan has steps (--exit-code)' };
  static override files = [
    ['.git/optimize/journal', 'plans by their hash, without any value; in the cache folder of the user where there is no git'],
  ] as const;
  static override seeAlso = ['railway apply', 'fix'];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    ...SCAN_FLAGS,
    ...IGNORES_FLAG,
    ...RULE_FLAG,
    ...STEP_FLAG,
    ...RAILWAY_FLAGS,
    ...FORMAT_FLAGS,
    'live-from': Flags.string({ description: 'plan for what Railway said when `optimize railway pull` wrote this file; such a plan cannot be applied', helpValue: 'FILE', env: 'OPTIMIZE_LIVE_FROM' }),
    'exit-code': Flags.boolean({ description: 'exit 1 when the plan has steps', env: 'OPTIMIZE_EXIT_CODE' }),
  };

  async run(): Promise<void> {
    const { args, flags, raw } = await this.parse(DiffRailway);
    const choice = liveChoiceOf({ ...flags, live: flags['live-from'] === undefined }, { raw });
    const { railwayDiff, railwayDiffFrom } = await import('../../railway-diff.ts');
    const options = { ...scanOptionsOf(args.dir, flags, this.config.version), rules: listOf(flags.rule), steps: listOf(flags.step) };
    const diff = choice?.kind === 'file' ? await railwayDiffFrom(choice.path, args.dir, options) : await withSpinner('asking Railway', () => railwayDiff(args.dir, askOptionsOf(flags), options));
    if (flags['exit-code'] && diff.plan.steps.length > 0) process.exitCode = 1;
    this.print(await this.rendered(diff, { isJson: flags.json || flags.format === 'json', color: flags.color }));
  }

  private async rendered(diff: RailwayDiff, { isJson, color }: View): Promise<string> {
    if (isJson) return (await import('../../reporters/railway/plan-json.ts')).planJson(diff, this.config.version);
    const { planText } = await import('../../reporters/railway/plan-text.ts');
    return planText(diff, { width: this.width(), paint: await this.paint(color) });
  }
}

interface View {
  readonly isJson: boolean;
  readonly color: boolean | undefined;
}
