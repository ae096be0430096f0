import { Args, Flags } from '@oclif/core';
import { relative } from 'node:path';
import type { PlannedPart, SetupFate } from '../model/setup.ts';
import type { Site } from '../init.ts';
import { UsageError } from '../usage-error.ts';
import { BaseCommand, isAnswering } from './base.ts';
import { setupPreview } from './setup-preview.ts';
import { withSpinner } from './spinner.ts';

export default class Init extends BaseCommand {
  static override summary = 'Set up a configuration file, CI and a commit hook.';
  static override description = 'In a terminal: choose what to write, look at each file, and confirm. Elsewhere: writes what fits the repository, or what the flags name, '
    + 'with --yes. A file that is there is never replaced: it gets a few lines more where that is safe, else the line to add is said. All files are written or none, and '
    + '`optimize undo` takes them back. A second run changes nothing.';
  static override examples = [
    'optimize init --dry-run',
    'optimize init --yes',
    'optimize init --github --no-config-file --yes',
    'optimize init --hook plain --yes',
  ];
  static override exitCodes = { ...BaseCommand.exitCodes, 1: 'something would change (--dry-run), or a file is left to you' };
  static override files = [
    ['.git/optimize/journal', 'what `optimize undo` takes back; in the cache folder of the user where there is no git'],
  ] as const;
  static override seeAlso = ['check', 'undo'];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    'config-file': Flags.boolean({ allowNo: true, description: 'write optimize.yaml, or not [default: where there is no configuration]' }),
    github: Flags.boolean({ allowNo: true, description: 'write a workflow of GitHub Actions, or not [default: where a remote or .github shows GitHub]' }),
    gitlab: Flags.boolean({ allowNo: true, description: 'write a job of GitLab CI, or not [default: where a remote or .gitlab-ci.yml shows GitLab]' }),
    hook: Flags.string({ description: 'run the check before each commit, by this means [default: what the repository uses already]', options: ['pre-commit', 'husky', 'plain', 'none'], env: 'OPTIMIZE_HOOK' }),
    'dry-run': Flags.boolean({ description: 'show the files, write nothing; exit 1 when something would change', env: 'OPTIMIZE_DRY_RUN' }),
    yes: Flags.boolean({ char: 'y', description: 'ask nothing', env: 'OPTIMIZE_YES' }),
    format: Flags.string({ description: 'output format', options: ['text', 'json'], default: 'text', env: 'OPTIMIZE_FORMAT' }),
    json: Flags.boolean({ description: 'the same as --format json', env: 'OPTIMIZE_JSON' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Init);
    const view: View = { isJson: flags.json || flags.format === 'json', color: flags.color };
    const isAsked = !flags.yes && !flags['dry-run'];
    const { chooseParts, confirmSetup, filesOf, lookAround, partsFor, planSetup, writeSetup } = await import('../init.ts');
    if (!flags['dry-run']) await this.recovered(args.dir);
    const site = await lookAround(args.dir, { name: this.config.name, version: this.config.version });
    const wanted = { config: flags['config-file'], github: flags.github, gitlab: flags.gitlab, hook: flags.hook as Hook | undefined };
    const isOpen = Object.values(wanted).every((flag) => flag === undefined);
    const canAsk = isAnswering() && !view.isJson;
    const parts = isAsked && isOpen && canAsk ? await chooseParts(site) : partsFor(site, wanted);
    const planned = await withSpinner('reading the project', () => planSetup(site, parts));
    const files = filesOf(planned);
    if (planned.some(({ state }) => state === 'refused')) process.exitCode = 1;
    if (files.length === 0) return this.print(await this.said(planned, { kind: 'nothing' }, view));
    if (flags['dry-run']) process.exitCode = 1;
    if (flags['dry-run'] && view.isJson) return this.print(await this.said(planned, { kind: 'shown' }, view));
    if (!view.isJson && (flags['dry-run'] || isAsked)) this.print(await this.preview(site, planned, view));
    if (flags['dry-run']) return this.print(await this.said(planned, { kind: 'shown' }, view));
    if (isAsked && !canAsk) throw new UsageError('nothing is written, because nobody is there to confirm it', 'say --yes to write, or --dry-run to look only', 'not-confirmed');
    if (isAsked && !(await confirmSetup(files.length))) return void process.stderr.write('nothing is written\n');
    const id = await writeSetup(site, planned);
    const top = relative(process.cwd(), site.surroundings.top);
    this.print(await this.said(planned, { kind: 'written', id }, { ...view, undo: top === '' ? 'optimize undo' : `optimize undo ${top}` }));
  }

  private async preview({ surroundings }: Site, planned: readonly PlannedPart[], { color }: View): Promise<string> {
    return setupPreview(surroundings.top, planned, { width: this.width(), paint: await this.paint(color) });
  }

  private async said(planned: readonly PlannedPart[], fate: SetupFate, { isJson, color, undo = '' }: View): Promise<string> {
    if (isJson) return (await import('../reporters/setup/json.ts')).setupJson(planned, fate, this.config.version);
    const { setupText } = await import('../reporters/setup/text.ts');
    return setupText(planned, fate, { width: this.width(), paint: await this.paint(color), undo });
  }
}

type Hook = 'pre-commit' | 'husky' | 'plain' | 'none';

interface View {
  readonly isJson: boolean;
  readonly color: boolean | undefined;
  /** The words that take it back: what is written belongs to the whole repository, whose top may be another folder. */
  readonly undo?: string;
}
