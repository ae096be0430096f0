import { Args, Flags } from '@oclif/core';
import { BaseCommand } from './base.ts';

export default class Undo extends BaseCommand {
  static override summary = 'Take back what a fix wrote.';
  static override description = 'Restores the files of the last run of `optimize fix` in this folder, byte for byte: changed files as they were, deleted ones back, '
    + 'new ones removed. All or nothing; refuses when one of them was edited since, and says which.';
  static override examples = ['optimize undo', 'optimize undo --list', 'optimize undo path/to/project --json'];
  static override files = [
    ['.git/optimize/journal', 'what `optimize undo` takes back; in the cache folder of the user where there is no git'],
  ] as const;
  static override seeAlso = ['fix'];
  static override args = { dir: Args.string({ description: 'folder of the project', default: '.', ignoreStdin: true }) };
  static override flags = {
    list: Flags.boolean({ description: 'list the runs, newest first, and undo nothing', env: 'OPTIMIZE_LIST', exclusive: ['id'] }),
    id: Flags.string({ description: 'undo this run, as the list calls it', env: 'OPTIMIZE_ID' }),
    format: Flags.string({ description: 'output format', options: ['text', 'json'], default: 'text', env: 'OPTIMIZE_FORMAT' }),
    json: Flags.boolean({ description: 'the same as --format json', env: 'OPTIMIZE_JSON' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Undo);
    const isJson = flags.json || flags.format === 'json';
    const { runsOf, runsText, undoJson, undoRun, undoText } = await import('../undo.ts');
    const { colours, PLAIN } = await import('../reporters/paint.ts');
    const layout = { width: this.width(), paint: this.coloured(flags.color) ? await colours() : PLAIN };
    if (flags.list) {
      const { runs, interrupted } = await runsOf(args.dir);
      if (interrupted !== undefined) process.stderr.write(`${interrupted}; \`optimize undo\` rolls it back\n`);
      return this.print(isJson ? undoJson({ runs }, this.config.version) : runsText(runs, layout));
    }
    const result = await undoRun(args.dir, { id: flags.id, version: this.config.version });
    this.print(isJson ? undoJson(result, this.config.version) : undoText(result, layout));
  }
}
