import { Args, Flags } from '@oclif/core';
import type { FixFate, FixRun } from '../fix-report.ts';
import type { FixOptions } from '../fix.ts';
import { UsageError } from '../usage-error.ts';
import { BaseCommand, isAnswering, listOf } from './base.ts';
import { FORMAT_FLAGS, IGNORES_FLAG, RULE_FLAG, SCAN_FLAGS, scanOptionsOf } from './flags.ts';
import { LIVE_FLAGS, liveOptionsOf } from './live-flags.ts';
import { withSpinner } from './spinner.ts';

export default class Fix extends BaseCommand {
  static override summary = 'Fix what the rules found, after showing it.';
  static override description = 'In a terminal: choose among the fixes, look at the diff of each, and write them. Elsewhere: makes the safe ones. Each fix is tried in '
    + 'memory first; one that would leave its finding, bring another or lower a score is not made. All files are written or none, and `optimize undo` takes a run back. '
    + 'With --live or --live-from each is tried with what Railway says too; nothing there is changed, `optimize railway apply` does that.';
  static override examples = [
    'optimize fix',
    'optimize fix --dry-run',
    'optimize fix --yes --review --commit',
    'optimize fix --rule network/bind-address --patch fix.patch',
    'optimize fix --dry-run --live-from facts.json',
  ];
  static override exitCodes = { ...BaseCommand.exitCodes, 1: 'something would change (--dry-run)' };
  static override files = [
    ['.git/optimize/journal', 'what `optimize undo` takes back; in the cache folder of the user where there is no git'],
  ] as const;
  static override seeAlso = ['undo', 'explain', 'railway diff'];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    ...SCAN_FLAGS,
    ...LIVE_FLAGS,
    ...IGNORES_FLAG,
    ...RULE_FLAG,
    ...FORMAT_FLAGS,
    'dry-run': Flags.boolean({ description: 'print the diff, write nothing; exit 1 when something would change', env: 'OPTIMIZE_DRY_RUN', exclusive: ['patch'] }),
    review: Flags.boolean({ description: 'make fixes that want a review too', env: 'OPTIMIZE_REVIEW' }),
    yes: Flags.boolean({ char: 'y', description: 'ask nothing', env: 'OPTIMIZE_YES' }),
    finding: Flags.string({ description: 'only the fix of this finding, review or not', multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_FINDING' }),
    commit: Flags.boolean({ description: 'make one commit per rule', env: 'OPTIMIZE_COMMIT', exclusive: ['dry-run', 'patch'] }),
    branch: Flags.string({ description: 'commit on a new branch of this name', env: 'OPTIMIZE_BRANCH', exclusive: ['dry-run', 'patch'] }),
    patch: Flags.string({ description: 'write a patch for `git apply` to this file instead, - for stdout', env: 'OPTIMIZE_PATCH' }),
    'allow-dirty': Flags.boolean({ description: 'write into a work tree with uncommitted changes', env: 'OPTIMIZE_ALLOW_DIRTY' }),
  };

  async run(): Promise<void> {
    const { args, flags, raw } = await this.parse(Fix);
    const isJson = flags.json || flags.format === 'json';
    const isShown = flags['dry-run'] || flags.patch !== undefined;
    const { planFixes, checkSelection } = await import('../fix.ts');
    if (isJson && flags.patch === '-') throw new UsageError('--patch - and --json both want stdout', 'name a file for the patch: --patch fix.patch');
    await (isShown ? this.foundInterrupted(args.dir) : this.recovered(args.dir));
    const [rules, findings] = [listOf(flags.rule), listOf(flags.finding)];
    const options: FixOptions = {
      ...scanOptionsOf(args.dir, flags, this.config.version), ...(await liveOptionsOf(args.dir, flags, { raw })),
      applicabilities: flags.review || findings.length > 0 ? ['safe', 'review'] : ['safe'],
      rules, ...(findings.length === 0 ? {} : { findings }),
    };
    const writing = { version: this.config.version, allowDirty: flags['allow-dirty'] ?? false, commit: flags.commit ?? false, branch: flags.branch };
    if (!isShown && !isJson && !flags.yes && isAnswering()) {
      const { fixInteractively } = await import('../fix-interactively.ts');
      const asking = { ...writing, width: this.width(), paint: await this.paint(flags.color), wait: withSpinner };
      return this.print(await fixInteractively(args.dir, { ...options, applicabilities: ['safe', 'review'] }, asking));
    }
    const run = await withSpinner('trying the fixes', () => planFixes(args.dir, options));
    checkSelection(run.before, rules, findings);
    if (flags.patch !== undefined) return this.patched(run, args.dir, flags.patch, { isJson, color: flags.color });
    if (flags['dry-run']) return this.shown(run, args.dir, { isJson, color: flags.color });
    const { writeFixes } = await import('../write-fixes.ts');
    const fate = run.files.length === 0 ? { kind: 'shown' as const } : await writeFixes(args.dir, run, writing);
    this.print(await this.rendered(run, fate, { isJson, color: flags.color }));
  }

  /** The diff is the result; what it is made of goes to the other stream. */
  private async shown(run: FixRun, dir: string, view: View): Promise<void> {
    if (run.steps.length > 0) process.exitCode = 1;
    if (view.isJson) return this.print(await this.rendered(run, { kind: 'shown' }, view));
    const { unifiedDiff } = await import('../apply/unified-diff.ts');
    const { colouredDiff } = await import('../reporters/fix/diff.ts');
    const diff = await unifiedDiff(run.files, dir);
    this.print(this.coloured(view.color) ? colouredDiff(diff, await this.paint(view.color)) : diff);
    process.stderr.write(await this.rendered(run, { kind: 'shown' }, view));
  }

  private async patched(run: FixRun, dir: string, path: string, view: View): Promise<void> {
    const { patchText } = await import('../apply/unified-diff.ts');
    const patch = await patchText(run.files, dir);
    if (path === '-') return this.print(patch);
    const { writeOutput } = await import('../apply/write-output.ts');
    writeOutput(path, patch);
    this.print(await this.rendered(run, { kind: 'patch', path }, view));
  }

  private async rendered(run: FixRun, fate: FixFate, { isJson, color }: View): Promise<string> {
    if (isJson) return (await import('../reporters/fix/json.ts')).fixJson(run, fate);
    const { fixText } = await import('../reporters/fix/text.ts');
    return fixText(run, fate, { width: this.width(), paint: await this.paint(color) });
  }
}

interface View {
  readonly isJson: boolean;
  readonly color: boolean | undefined;
}
