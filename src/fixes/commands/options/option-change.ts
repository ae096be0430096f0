import { readOptions, type CommandLine, type OptionRow, type OptionUse } from '../../../start/options.ts';
import type { CommandSite } from '../places/site.ts';
import type { WordChange } from '../words/change-words.ts';
import type { ServerOptions } from './server-options.ts';

export type Changes = readonly WordChange[] | { readonly because: string };

/** A setting of a server and its new value: a text for an option with a value, true or false for a flag. */
export interface WantedOption {
  readonly setting: string;
  readonly value: string | boolean;
}

/** The server's options as they are written; the place of each is the index of its word. */
export function lineOf({ program, options, style }: ServerOptions): CommandLine {
  return readOptions(program.args, options, style);
}

/** The uses of a setting in a command, in order. */
export function usesOf(line: CommandLine, setting: string): readonly OptionUse[] {
  return line.uses.filter(({ row }) => row[0] === setting);
}

/** What changes in a command's words when one of its options gets a value, comes or goes. */
export function optionChanges(site: CommandSite, server: ServerOptions, { setting, value }: WantedOption): Changes {
  const line = lineOf(server);
  if (line.error !== undefined) return { because: `${server.server} refuses its command line: ${line.error.message}` };
  const uses = usesOf(line, setting);
  if (typeof value === 'boolean') return flagChanges(site, server, { line, setting, value });
  const use = uses.at(-1);
  if (use?.value === undefined) return added(site, server, { line, setting, value });
  const from = use.value.range.start === use.at.range.start ? use.at.text.length - use.value.text.length : 0;
  return [{ kind: 'value', index: use.value.range.start, from, value: keptVariable(use.value.text, value) }];
}

/** `${WEB_CONCURRENCY:-1}` keeps its variable and gets another default. */
function keptVariable(written: string, value: string): string {
  const variable = /^\$\{(\w+)(:?-)[^${}]*\}$/.exec(written);
  return variable === null || value.includes('$') ? value : `\${${variable[1]}${variable[2]}${value}}`;
}

interface Flag {
  readonly line: CommandLine;
  readonly setting: string;
  readonly value: boolean;
}

function flagChanges(site: CommandSite, server: ServerOptions, { line, setting, value }: Flag): Changes {
  const opposite = usesOf(line, setting).filter(({ row, value: word }) => row[2] === (value ? 'off' : 'flag') && word === undefined);
  if (opposite.length > 0) return opposite.map(({ at }) => ({ kind: 'remove', from: at.range.start, to: at.range.start + 1 }));
  if (value || server.options.some((row) => row[0] === setting && row[2] === 'off')) return added(site, server, { line, setting, value });
  return { because: `no option in ${site.file.path} turns it on` };
}

interface Addition {
  readonly line: CommandLine;
  readonly setting: string;
  readonly value: string | boolean;
}

/** An option that is not there yet, spelled like the others, beside its companion or behind the last one. */
function added(site: CommandSite, server: ServerOptions, { line, setting, value }: Addition): Changes {
  const row = server.options.find((each) => each[0] === setting && isRowFor(each, value));
  if (row === undefined) return { because: `${server.server} has no option for it` };
  if (site.words.slice(site.program).some(({ text }) => text === '--')) return { because: `the words behind -- in ${site.file.path} are not its options` };
  const words = spelled(row, value, line.uses);
  const companion = usesOf(line, setting === 'host' ? 'port' : setting === 'port' ? 'host' : '').at(-1);
  if (companion !== undefined) {
    const [first, last] = [companion.at.range.start, endOf(companion)];
    return [{ kind: 'insert', after: setting === 'host' ? first - 1 : last, like: first, words }];
  }
  const anchor = anchorOf(server, line);
  return [{ kind: 'insert', after: anchor.after ?? site.program + server.program.named.length - 1, like: anchor.like ?? -1, words }];
}

function isRowFor([, , takes]: OptionRow, value: string | boolean): boolean {
  return value === true ? takes === 'flag' : value === false ? takes === 'off' : takes !== 'flag' && takes !== 'off';
}

const endOf = ({ at, value }: OptionUse): number => value?.range.start ?? at.range.start;

/** The last option; without any the application; behind a subcommand in any case. */
function anchorOf({ hasSubcommand }: ServerOptions, { uses, positionals }: CommandLine): { readonly after: number | undefined; readonly like: number | undefined } {
  const last = uses.at(-1);
  const subcommand = hasSubcommand ? positionals[0]?.range.start : undefined;
  if (last !== undefined && (subcommand === undefined || endOf(last) > subcommand)) return { after: endOf(last), like: last.at.range.start };
  const word = positionals.at(-1)?.range.start;
  return { after: word, like: word };
}

/** `--workers 4`, `--workers=4`, `-w 4`, `-w4`: as most options of the command are written. */
function spelled([, flags]: OptionRow, value: string | boolean, uses: readonly OptionUse[]): readonly string[] {
  const names = flags.split(' ');
  const long = names.find((name) => name.startsWith('--'));
  const short = names.find((name) => !name.startsWith('--'));
  const shorts = uses.filter(({ at }) => !at.text.startsWith('--'));
  const isShort = short !== undefined && (long === undefined || shorts.length * 2 > uses.length);
  const flag = isShort ? short : (long ?? names[0] ?? '');
  if (typeof value === 'boolean') return [flag];
  const alike = uses.filter((use) => use.value !== undefined && use.at.text.startsWith('--') !== isShort);
  const glued = alike.filter((use) => use.value?.range.start === use.at.range.start);
  if (glued.length * 2 <= alike.length) return [flag, value];
  return [isShort && !alike.some(({ at }) => at.text.includes('=')) ? `${flag}${value}` : `${flag}=${value}`];
}
