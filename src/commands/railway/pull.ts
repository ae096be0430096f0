import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../base.ts';
import { askOptionsOf, RAILWAY_FLAGS } from '../flags.ts';
import { withSpinner } from '../spinner.ts';

export default class RailwayPull extends BaseCommand {
  static override summary = 'Read what is set on Railway, without the values of variables.';
  static override description = 'Asks the official railway CLI about the environment that the folder is linked to, and changes nothing there. Prints settings, replicas, '
    + 'volumes, domains and variables of each service. Of a variable it keeps the shape: `postgres://…@…railway.internal:5432/…`, whether it stands in quotes, '
    + 'which references it holds.\n'
    + 'With --output it writes all that into a file that may be committed: `optimize scan --live-from FILE`, or `live: FILE` in optimize.yaml, joins it where nobody is signed in.';
  static override examples = [
    'optimize railway pull',
    'optimize railway pull --output facts.json',
    'optimize railway pull path/to/project --environment production --json',
  ];
  static override seeAlso = ['railway status', 'scan', 'check'];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    output: Flags.string({ description: 'write what was read to this file, - for stdout', helpValue: 'FILE', env: 'OPTIMIZE_OUTPUT' }),
    json: Flags.boolean({ description: 'print the file that --output writes', env: 'OPTIMIZE_JSON' }),
    ...RAILWAY_FLAGS,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(RailwayPull);
    const file = flags.output === undefined || flags.output === '-' ? undefined : flags.output;
    const { checkOutput, writeOutput } = await import('../../apply/write-output.ts');
    if (file !== undefined) checkOutput(file);
    const { pullRailway } = await import('../../railway-pull.ts');
    const { state, text } = await withSpinner('asking Railway', () => pullRailway(args.dir, askOptionsOf(flags)));
    if (file !== undefined) {
      writeOutput(file, text);
      process.stderr.write(`what Railway says is written to ${file}\n`);
    }
    if (flags.json || flags.output === '-') return this.print(text);
    if (file !== undefined) return;
    const { stateText } = await import('../../reporters/railway/state-text.ts');
    this.print(stateText(state, { width: this.width(), paint: await this.paint(flags.color) }));
  }
}
