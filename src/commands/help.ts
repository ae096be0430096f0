import { Args, Flags } from '@oclif/core';
import { UsageError } from '../usage-error.ts';
import { BaseCommand } from './base.ts';
import { pageOf, type CommandClass } from './help/page.ts';

const ABOUT = [
  'Reads how a project is deployed, scores it from 0 to 100, says what is wrong with file and line, fixes it, and keeps it from coming back.',
  '`optimize COMMAND --help` tells the rest of a command; `optimize help --format markdown` prints all of them.',
  'Every flag has the environment variable that its help names. Results go to stdout, everything else to stderr. Exit codes: 0 fine, 1 a gate was missed or '
    + 'something is pending, 2 the tool could not do its job, 130 interrupted. In a format for programs stdout holds that document and nothing else, also on errors: '
    + '`{"ok":false,"error":{"code","message","hint"}}`.',
];

export default class Help extends BaseCommand {
  /** All commands by name; the table of them sets it, because it holds this one too. */
  static commands: Readonly<Record<string, CommandClass>> = {};

  static override summary = 'List the commands, or explain one.';
  static override description = 'The same as --help behind a command. As Markdown it is the page docs/cli.md.';
  static override examples = ['optimize help', 'optimize help migrate railway', 'optimize help --format markdown'];
  static override args = {
    command: Args.string({ description: 'a command, or the first word of some', ignoreStdin: true }),
    second: Args.string({ description: 'its second word', ignoreStdin: true }),
  };
  static override flags = {
    format: Flags.string({ description: 'output format', options: ['text', 'markdown'], default: 'text' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Help);
    const name = [args.command, args.second].filter((word) => word !== undefined).join(':');
    const found = Object.entries(Help.commands).filter(([each]) => name === '' || each === name || each.startsWith(`${name}:`)).sort(([a], [b]) => (a < b ? -1 : 1));
    if (found.length === 0) throw new UsageError(`there is no command ${name.replaceAll(':', ' ')}`, '`optimize help` lists the commands', 'unknown-command');
    const pages = found.map(([each, command]) => pageOf(each, command));
    if (flags.format === 'markdown') return this.print((await import('./help/markdown.ts')).helpMarkdown(pages, ABOUT.slice(2)));
    const { helpText, overviewText } = await import('./help/text.ts');
    const view = { width: this.width(), paint: await this.paint(flags.color) };
    const [only] = pages;
    this.print(only !== undefined && found.length === 1 && name !== '' ? helpText(only, view) : overviewText(pages, view, ABOUT.slice(0, 2)));
  }
}
