import { Args, Flags } from '@oclif/core';
import type { Output } from '../outputs.ts';
import type { Subject } from '../reporters/format.ts';
import { BaseCommand } from './base.ts';
import { CHECK_SCAN_FLAGS, scanOptionsOf } from './flags.ts';
import { GATE_FLAGS, gateSettingsOf } from './gate-flags.ts';
import { LIVE_FLAGS, liveOptionsOf } from './live-flags.ts';
import { deliver, OUTPUT_FLAGS, wantedOutputs } from './outputs.ts';
import { withSpinner } from './spinner.ts';

export default class Check extends BaseCommand {
  static override summary = 'Say what a change makes worse, and fail where it does.';
  static override description = 'Scans the project as it is and as it was, under the same edition and for the same day, and says which findings are new, which are gone and which '
    + 'rule moved how many points. Compares with a commit, read through git without touching the work tree, or with a baseline file. By default a new finding of medium or worse '
    + 'fails, and so does a service that loses points for sure. In a pull request on GitHub, GitLab, Bitbucket, Azure, Jenkins or Buildkite the target branch is known without --base.';
  static override examples = [
    'optimize check --base origin/main',
    'optimize check --base HEAD --staged',
    'optimize check --baseline optimize-baseline.jsonl',
    'optimize check --base origin/main --max-drop 3 --min-score 80 --max-lost security=0',
    'optimize check --base origin/main --format sarif:optimize.sarif --format markdown:comment.md',
  ];
  static override exitCodes = { ...BaseCommand.exitCodes, 1: 'a gate was missed' };
  static override files = [
    ['optimize.yaml', 'settings, looked for from the folder upwards to the top of the repository; optimize.toml and the key optimize of package.json do too'],
    ['optimize-baseline.jsonl', 'findings that are accepted, where no commit is compared with'],
  ] as const;
  static override seeAlso = ['baseline create', 'explain', 'init'];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    base: Flags.string({ description: 'compare with this commit, branch or tag: with where this history left it', helpValue: 'REF', env: 'OPTIMIZE_BASE', exclusive: ['baseline'] }),
    baseline: Flags.string({ description: 'compare with the findings that this file accepts', helpValue: 'FILE', env: 'OPTIMIZE_BASELINE' }),
    head: Flags.string({ description: 'check this commit instead of the work tree', helpValue: 'REF', env: 'OPTIMIZE_HEAD', exclusive: ['staged', 'baseline'] }),
    staged: Flags.boolean({ description: 'check what is staged instead of the work tree', env: 'OPTIMIZE_STAGED', exclusive: ['baseline'] }),
    full: Flags.boolean({ description: 'scan all services, also those that the change cannot affect', env: 'OPTIMIZE_FULL' }),
    ...GATE_FLAGS,
    ...CHECK_SCAN_FLAGS,
    ...LIVE_FLAGS,
    ...OUTPUT_FLAGS,
    'exit-zero': Flags.boolean({ description: 'exit 0 whatever was found', env: 'OPTIMIZE_EXIT_ZERO' }),
  };

  async run(): Promise<void> {
    const { args, flags, raw } = await this.parse(Check);
    const outputs = await wantedOutputs(this.argv);
    const { runCheck } = await import('../check.ts');
    const options = { ...scanOptionsOf(args.dir, flags, this.config.version), ...(await liveOptionsOf(args.dir, flags, { raw })) };
    const { check, scan, prefix } = await withSpinner('comparing', () => runCheck(args.dir, {
      ...options, environment: process.env, base: flags.base, baseline: flags.baseline, head: flags.head, staged: flags.staged ?? false,
      gates: gateSettingsOf(flags, { raw }), full: flags.full || outputs.some(({ format }) => format.needsAllServices),
    }));
    if (!check.passed && !flags['exit-zero']) process.exitCode = 1;
    const subject = { report: check.report, check, prefix, width: this.width(), paint: await this.paint(flags.color) };
    const plan = async () => (await import('../planned-edits.ts')).plannedEdits({ ...scan, report: check.report });
    const document = await deliver({ outputs, subject, plan });
    const annotations = await tellGithub(outputs, subject);
    this.print(document + annotations);
  }
}

/** On GitHub: adds to the summary of the job, and gives the annotations that go below a text that people read. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
async function tellGithub(outputs: readonly Output[], subject: Omit<Subject, 'edits'>): Promise<string> {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return '';
  const { renderFormat } = await import('../outputs.ts');
  const summary = process.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (summary !== '') (await import('../apply/write-output.ts')).appendOutput(summary, await renderFormat('summary', subject));
  const isText = outputs.some(({ format, path }) => path === undefined && format.name === 'text');
  return isText ? renderFormat('github', subject) : '';
}
