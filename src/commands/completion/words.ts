import type { Command } from '@oclif/core';

/** What a shell needs to know of one command. */
export interface CompletedCommand {
  /** `migrate railway` as `['migrate', 'railway']`. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly flags: readonly CompletedFlag[];
  /** What stands behind the command: a folder, one of some words, or both by turns. */
  readonly arguments: readonly CompletedValue[];
}

/** A flag without its dashes. */
export interface CompletedFlag {
  readonly name: string;
  readonly char: string | undefined;
  readonly summary: string;
  readonly isRepeatable: boolean;
  /** Undefined for a switch. */
  readonly value: CompletedValue | undefined;
}

/** What may stand in a place. */
export type CompletedValue =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'folder' | 'file' | 'anything' };

/** Words that the commands themselves do not list. */
export interface KnownWords {
  readonly rules: readonly string[];
  /** What can be explained. */
  readonly topics: readonly string[];
  readonly categories: readonly string[];
  readonly facts: readonly string[];
  readonly editions: readonly string[];
  readonly formats: readonly string[];
}

/** A command as its class describes it. */
export type CommandClass = Pick<typeof Command, 'summary' | 'flags' | 'baseFlags' | 'args'>;

/** The commands with their flags and what may follow them, sorted. */
export function completedCommands(commands: Readonly<Record<string, CommandClass>>, known: KnownWords): readonly CompletedCommand[] {
  const words = { ...known, commands: [...new Set(Object.keys(commands).map((name) => name.split(':', 1)[0] ?? name))].sort() };
  return Object.entries(commands).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { summary = '', flags, baseFlags, args }]) => ({
    words: name.split(':'),
    summary: plain(summary),
    flags: Object.entries({ ...flags, ...baseFlags }).filter(([, flag]) => flag.hidden !== true).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([each, flag]) => {
      const base = { char: flag.char, summary: plain(flag.description ?? ''), isRepeatable: flag.type === 'option' && flag.multiple === true };
      const value = flag.type === 'option' ? valueOf(each, { options: flag.options, placeholder: flag.helpValue }, words) : undefined;
      const no = flag.type === 'boolean' && flag.allowNo === true ? [{ ...base, char: undefined, name: `no-${each}`, value }] : [];
      return [{ ...base, name: each, value }, ...no];
    }),
    arguments: Object.entries(args ?? {}).map(([each, argument]) => valueOf(each, { options: argument.options, placeholder: undefined }, words)),
  }));
}

function valueOf(name: string, { options, placeholder }: { readonly options: readonly string[] | undefined; readonly placeholder: string | string[] | undefined }, known: KnownWords & { readonly commands: readonly string[] }): CompletedValue {
  if (options !== undefined) return { kind: 'words', words: options };
  const lists: Readonly<Record<string, readonly string[]>> = {
    command: known.commands, rule: known.rules, only: known.categories, edition: known.editions, format: known.formats, topic: known.topics,
    assume: known.facts.map((fact) => `${fact}=`), 'max-lost': known.categories.map((category) => `${category}=`),
  };
  const words = lists[name];
  if (words !== undefined) return { kind: 'words', words };
  if (name === 'dir') return { kind: 'folder' };
  return { kind: placeholder === 'FILE' || ['patch', 'output', 'config', 'baseline'].includes(name) ? 'file' : 'anything' };
}

/** The first part of a description without what the shells' own languages would read. */
function plain(text: string): string {
  return (text.split(/ \[|[.;:] /, 1)[0] ?? text).replace(/\.$/, '').replaceAll(/['"`\\$[\]:]/g, '');
}
