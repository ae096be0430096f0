import { Args } from '@oclif/core';
import { relative } from 'node:path';
import { configChoice } from '../../config-choice.ts';
import type { PlannedNames } from '../../remember-services.ts';
import { BaseCommand, isAnswering } from '../base.ts';
import { askOptionsOf, CONFIG_FILE_FLAGS, FORMAT_FLAGS, RAILWAY_FLAGS } from '../flags.ts';
import { setupPreview } from '../setup-preview.ts';
import { withSpinner } from '../spinner.ts';

export default class RailwayStatus extends BaseCommand {
  static override summary = 'Show what is on Railway, and which service here each one is.';
  static override description = 'Asks the official railway CLI about the environment that the folder is linked to, and changes nothing there. Says of each service '
    + 'what it is deployed from, where it runs, which service of this project it is and how that is known. In a terminal it asks about a service that could be '
    + 'several, and writes the answer into the configuration file, so that it is asked once.';
  static override examples = ['optimize railway status', 'optimize railway status path/to/project --json', 'optimize railway status --environment production'];
  static override files = [
    ['optimize.yaml', 'where the answers are remembered: services.NAME.railway; optimize.toml and the key optimize of package.json do too'],
    ['.git/optimize/journal', 'what `optimize undo` takes back; in the cache folder of the user where there is no git'],
  ] as const;
  static override seeAlso = ['railway pull', 'scan', 'undo'];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = { ...RAILWAY_FLAGS, ...CONFIG_FILE_FLAGS, ...FORMAT_FLAGS };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RailwayStatus);
    const { railwayStatus, isOpen, askOpenServices, confirmNames } = await import('../../railway-status.ts');
    const { status, config } = await withSpinner('asking Railway', () => railwayStatus(args.dir, askOptionsOf(flags), configChoice(args.dir, flags)));
    if (flags.json || flags.format === 'json') return this.print((await import('../../reporters/railway/status-json.ts')).statusJson(status, this.config.version));
    const { statusText } = await import('../../reporters/railway/status-text.ts');
    const isAsked = isAnswering() && !flags['no-config'] && isOpen(status);
    this.print(statusText(status, { width: this.width(), paint: await this.paint(flags.color), isAsked }));
    const names = isAsked ? await askOpenServices(status) : undefined;
    if (names === undefined) return;
    const { planNames, writeNames } = await import('../../remember-services.ts');
    await this.recovered(args.dir);
    const planned = await planNames(args.dir, config, names);
    this.print(await this.preview(planned, flags.color));
    if (planned.parts.every(({ state }) => state !== 'write')) return;
    if (!(await confirmNames())) return void process.stderr.write('nothing is written\n');
    this.print(await this.written(planned, await writeNames(planned, this.config.version), flags.color));
  }

  /** What would be written, and what a person has to write. */
  private async preview({ top, parts }: PlannedNames, color: boolean | undefined): Promise<string> {
    const view = { width: this.width(), paint: await this.paint(color) };
    const refused = parts.filter(({ state }) => state === 'refused');
    const { setupText } = await import('../../reporters/setup/text.ts');
    return `\n${await setupPreview(top, parts, view)}${refused.length === 0 ? '' : setupText(refused, { kind: 'nothing' }, { ...view, undo: '' })}`;
  }

  private async written({ top, parts }: PlannedNames, id: string, color: boolean | undefined): Promise<string> {
    const { setupText } = await import('../../reporters/setup/text.ts');
    const from = relative(process.cwd(), top);
    return setupText(parts.filter(({ state }) => state === 'write'), { kind: 'written', id }, { width: this.width(), paint: await this.paint(color), undo: from === '' ? 'optimize undo' : `optimize undo ${from}` });
  }
}
