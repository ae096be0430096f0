import type { Command } from '@oclif/core';
import type { BaseCommand } from '../base.ts';

/** What the class of a command says about it. */
export type CommandClass = Pick<typeof BaseCommand, 'summary' | 'description' | 'examples' | 'flags' | 'baseFlags' | 'args' | 'exitCodes' | 'files' | 'seeAlso'>;

/** Everything that is said of one command, for a terminal and for docs/cli.md. */
export interface HelpPage {
  /** `optimize migrate railway`. */
  readonly name: string;
  readonly summary: string;
  /** Paragraphs. */
  readonly description: readonly string[];
  /** The words of a command line, each of which stays whole. */
  readonly usage: readonly string[];
  readonly arguments: readonly Entry[];
  readonly flags: readonly Entry[];
  readonly globalFlags: readonly Entry[];
  readonly exitCodes: readonly Entry[];
  readonly examples: readonly string[];
  readonly files: readonly Entry[];
  readonly seeAlso: readonly string[];
}

/** A word and what it means. */
export interface Entry {
  readonly head: string;
  readonly text: string;
  /** The choices, what holds where it is not given, and the variable that gives it too. */
  readonly notes: readonly string[];
}

type Flag = (typeof Command)['flags'][string];

/** The page of a command; `name` is as the table of commands has it, `migrate:railway`. */
export function pageOf(name: string, command: CommandClass): HelpPage {
  const flags = Object.entries(command.flags ?? {}).filter(([, { hidden }]) => hidden !== true).sort(([a], [b]) => (a < b ? -1 : 1));
  const args = Object.entries(command.args ?? {});
  return {
    name: `optimize ${name.replaceAll(':', ' ')}`,
    summary: command.summary ?? '',
    description: (command.description ?? '').split('\n').filter((paragraph) => paragraph !== ''),
    usage: [...args.map(([each, { required }]) => (required ? each.toUpperCase() : `[${each.toUpperCase()}]`)), ...flags.map(usageOf)],
    arguments: args.map(([each, { description = '', options, default: value }]) => entry(each.toUpperCase(), description, { options, value, variable: undefined })),
    flags: flags.map(flagEntry),
    globalFlags: [...Object.entries(command.baseFlags).map(flagEntry), { head: '-h, --help', text: 'show this', notes: [] }],
    exitCodes: Object.entries(command.exitCodes).map(([code, text]) => ({ head: code, text, notes: [] })),
    examples: (command.examples ?? []).filter((example): example is string => typeof example === 'string'),
    files: command.files.map(([path, text]) => ({ head: path, text, notes: [] })),
    seeAlso: command.seeAlso.map((each) => `optimize ${each}`),
  };
}

function usageOf([name, flag]: readonly [string, Flag]): string {
  const word = headOf(name, flag);
  return `[${word}]${isRepeatable(flag) ? '...' : ''}`;
}

function flagEntry([name, flag]: readonly [string, Flag]): Entry {
  const char = flag.char === undefined ? '' : `-${flag.char}, `;
  const value = flag.type === 'option' ? flag.default : undefined;
  const made = entry(char + headOf(name, flag), flag.description ?? '', { options: flag.type === 'option' ? flag.options : undefined, value, variable: flag.env });
  return isRepeatable(flag) ? { ...made, notes: ['repeatable', ...made.notes] } : made;
}

function headOf(name: string, flag: Flag): string {
  if (flag.type === 'boolean') return flag.allowNo ? `--[no-]${name}` : `--${name}`;
  return `--${name} ${placeholderOf(name, flag)}`;
}

/** The value by its name; a number is N. */
function placeholderOf(name: string, flag: Flag): string {
  const given = flag.type === 'option' ? flag.helpValue : undefined;
  if (typeof given === 'string') return given.replaceAll(/[<>]/g, '');
  const isNumber = flag.type === 'option' && 'min' in flag;
  return isNumber ? 'N' : PLACEHOLDERS[name] ?? name.slice(name.lastIndexOf('-') + 1).toUpperCase();
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  'as-of': 'DATE', assume: 'FACT=VALUE', edition: 'ID', 'fail-on': 'SEVERITY', finding: 'ID', only: 'CATEGORY', output: 'FILE', patch: 'FILE', rule: 'ID', hook: 'KIND',
};

function isRepeatable(flag: Flag): boolean {
  return flag.type === 'option' && flag.multiple === true;
}

interface Known {
  readonly options: readonly string[] | undefined;
  readonly value: unknown;
  readonly variable: string | undefined;
}

/** A description may end with a note in brackets: `[default: medium]`. */
function entry(head: string, description: string, { options, value, variable }: Known): Entry {
  const [, text = description, own] = /^(.*?) ?\[([^\]]*)\]$/s.exec(description) ?? [];
  const notes = [
    ...(options === undefined ? [] : [`one of ${options.join(', ')}`]),
    ...(own === undefined ? [] : [own]),
    ...(typeof value === 'string' || typeof value === 'number' ? [`default: ${value}`] : []),
    ...(variable === undefined ? [] : [`variable: ${variable}`]),
  ];
  return { head, text, notes };
}
