import { Args, Flags } from '@oclif/core';
import type { MigrationFate, PlannedFiles } from '../../model/migration.ts';
import { UsageError } from '../../usage-error.ts';
import { BaseCommand, isAnswering } from '../base.ts';
import { askOptionsOf, RAILWAY_FLAGS, type RailwayFlagValues } from '../flags.ts';
import { withSpinner } from '../spinner.ts';

export default class MigrateRailway extends BaseCommand {
  static override summary = 'Move railway.json and railway.toml to .railway/railway.ts, field by field.';
  static override description = 'Railway reads railway.json and railway.toml until 2026-12-01. This writes what they say to .railway/railway.ts: every field, the '
    + 'settings of single environments as conditions, comments where they stood. A file that is there already gets what it lacks and keeps the rest. The ledger '
    + 'says where each field went. The new file and the ledger are shown before anything is written; `optimize undo` takes it back.';
  static override examples = [
    'optimize migrate railway',
    'optimize migrate railway --dry-run',
    'optimize migrate railway --service-name web --yes',
    'optimize migrate railway --plan --environment production',
    'optimize migrate railway --service-name railway.json=web --service-name railway.worker.json=worker',
  ];
  static override exitCodes = { ...BaseCommand.exitCodes, 1: 'something would change (--dry-run), two files contradict each other, or Railway would destroy something (--plan)' };
  static override files = [
    ['.git/optimize/journal', 'what `optimize undo` takes back; in the cache folder of the user where there is no git'],
  ] as const;
  static override seeAlso = ['undo'];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    'dry-run': Flags.boolean({ description: 'show the file and the ledger, write nothing; exit 1 when something would change', env: 'OPTIMIZE_DRY_RUN' }),
    yes: Flags.boolean({ char: 'y', description: 'ask nothing', env: 'OPTIMIZE_YES' }),
    'project-name': Flags.string({ description: "the project's name on Railway", env: 'OPTIMIZE_PROJECT_NAME' }),
    'service-name': Flags.string({
      description: "the service's name on Railway; FILE=NAME where there are several", multiple: true, multipleNonGreedy: true, env: 'OPTIMIZE_SERVICE_NAME',
    }),
    output: Flags.string({ description: 'write this file of the folder instead of .railway/railway.ts', env: 'OPTIMIZE_OUTPUT' }),
    'remove-old': Flags.boolean({ description: 'delete the old files whose every field has moved', env: 'OPTIMIZE_REMOVE_OLD' }),
    plan: Flags.boolean({ description: 'ask Railway what it would do with the new file, and take it back where it would destroy something', env: 'OPTIMIZE_PLAN' }),
    ...RAILWAY_FLAGS,
    'allow-dirty': Flags.boolean({ description: 'write over files with uncommitted changes', env: 'OPTIMIZE_ALLOW_DIRTY' }),
    format: Flags.string({ description: 'output format', options: ['text', 'json'], default: 'text', env: 'OPTIMIZE_FORMAT' }),
    json: Flags.boolean({ description: 'the same as --format json', env: 'OPTIMIZE_JSON' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(MigrateRailway);
    const view = { isJson: flags.json || flags.format === 'json', color: flags.color, dir: args.dir };
    const { planRailwayMigration } = await import('../../migrate-railway.ts');
    if (flags.plan && flags['dry-run']) throw new UsageError('--plan and --dry-run exclude each other', 'Railway plans a file that is there: say --plan alone, it takes the file back where something would be destroyed');
    if (!flags['dry-run']) await this.recovered(args.dir);
    const names = flags['service-name'] ?? [];
    const planned = await withSpinner('reading the old files', () => planRailwayMigration(args.dir, {
      projectName: flags['project-name'], serviceNames: typeof names === 'string' ? [names] : names, output: flags.output, removeOld: flags['remove-old'] ?? false,
    }));
    if (planned.migration.moves.some(({ status }) => status === 'conflict')) process.exitCode = 1;
    if (planned.files.length === 0) return this.print(await this.rendered(planned, { kind: 'nothing' }, view));
    const write = await this.writer(args.dir, planned, flags);
    const isAsked = !flags.yes && !flags['dry-run'];
    if (flags['dry-run']) process.exitCode = 1;
    if (flags['dry-run'] || (isAsked && !view.isJson)) this.print(await this.rendered(planned, { kind: 'shown' }, { ...view, isAsked }));
    if (flags['dry-run']) return;
    if (isAsked && !(await confirmed(view.isJson))) return void process.stderr.write('nothing is written\n');
    const fate = await write();
    if (fate.kind === 'refused') process.exitCode = 1;
    this.print(await this.rendered(planned, fate, { ...view, isSeen: isAsked }));
  }

  /** What writes the files: with --plan the CLI and the environment are found at once, before anybody is asked anything. */
  private async writer(dir: string, planned: PlannedFiles, flags: WriterFlags): Promise<() => Promise<MigrationFate>> {
    const { writeMigration } = await import('../../migrate-railway.ts');
    const planner = flags.plan ? await (await import('../../railway-planner.ts')).findPlanner(dir, askOptionsOf(flags)) : undefined;
    const options = { version: this.config.version, allowDirty: flags['allow-dirty'] ?? false, planner };
    return () => withSpinner('asking Railway for the plan', () => writeMigration(dir, planned, options));
  }

  private async rendered(planned: PlannedFiles, fate: MigrationFate, { isJson, color, dir, isSeen = false, isAsked = false }: View): Promise<string> {
    if (isJson) return (await import('../../reporters/migration/json.ts')).migrationJson(planned.migration, planned.files, fate, this.config.version);
    const [{ migrationText }, { colours, PLAIN }] = await Promise.all([import('../../reporters/migration/text.ts'), import('../../reporters/paint.ts')]);
    const paint = this.coloured(color) ? await colours() : PLAIN;
    const migration = isAsked ? { ...planned.migration, next: [] } : planned.migration; // what comes next is said once it is written
    return migrationText(migration, planned.files, fate, { width: this.width(), paint, diff: fate.kind === 'shown' ? await diffOf(planned, dir) : '', isSeen });
  }
}

interface WriterFlags extends RailwayFlagValues {
  readonly plan?: boolean | undefined;
  readonly 'allow-dirty'?: boolean | undefined;
}

interface View {
  readonly isJson: boolean;
  readonly color: boolean | undefined;
  readonly dir: string;
  /** True when the ledger was shown already. */
  readonly isSeen?: boolean;
  /** True when the user is asked next whether to write it. */
  readonly isAsked?: boolean;
}

/** The change of a file that is there already; a new one is shown whole. */
async function diffOf({ migration, files }: PlannedFiles, dir: string): Promise<string> {
  if (migration.before === undefined || migration.before === migration.after) return '';
  const { unifiedDiff } = await import('../../apply/unified-diff.ts');
  return unifiedDiff(files.filter(({ path }) => path === migration.path), dir);
}

/** Whether to write. Where nobody can answer, the error names the flag that does. */
async function confirmed(isJson: boolean): Promise<boolean> {
  if (isJson || !isAnswering()) throw new UsageError('nothing is written, because nobody is there to confirm it', 'say --yes to write, or --dry-run to look only', 'not-confirmed');
  return (await import('../../migrate-railway.ts')).confirmMigration();
}
