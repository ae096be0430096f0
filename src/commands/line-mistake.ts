import type { Errors } from '@oclif/core';
import pjson from '../../package.json' with { type: 'json' };

/** What is said about an error: a code for programs, a line for people, and what to do. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What oclif says of a flag's value, and how we say it; the first group is the flag. */
const OF_A_FLAG: readonly (readonly [RegExp, string])[] = [
  [/^Flag (--[\w-]+) expects a value$/, '$1 wants a value'],
  [/^Flag (--[\w-]+) expects one of these values: (.*)$/, '$1 wants a value: $2'],
  [/^Flag (--[\w-]+) can only be specified once$/, '$1 may be given once'],
  [/^Expected (--[\w-]+)=(.*) to be one of: (.*)$/, '$1 $2 is none of $3'],
  [/^Parsing (--[\w-]+) +Expected an integer but received: (.*)$/, '$1 $2 is no whole number'],
  [/^Parsing (--[\w-]+) +Expected an integer greater than or equal to (\S+) but received: (.*)$/, '$1 $3 is less than $2'],
  [/^Parsing (--[\w-]+) +Expected an integer less than or equal to (\S+) but received: (.*)$/, '$1 $3 is more than $2'],
];

/** The same of what concerns the whole line. */
const OF_THE_LINE: readonly (readonly [RegExp, string])[] = [
  [/^Nonexistent flag: /, 'there is no flag '],
  [/^Nonexistent flags: /, 'there are no flags '],
  [/^Unexpected argument: /, 'there is nothing to do with the word '],
  [/^Unexpected arguments: /, 'there is nothing to do with the words '],
  [/^Expected (.*) to be one of: (.*)$/, '$1 is none of $2'],
  [/^(--[\w-]+)(?:=.*)? cannot also be provided when using (--[\w-]+)(?:=.*)?$/, '$1 and $2 do not go together'],
];

/** What oclif says about words that it does not understand, in our words: one line, and the help to read. */
export function lineMistake(error: InstanceType<typeof Errors.CLIError>, words: readonly string[]): Failure {
  const message = plain(error);
  const [, unknown] = /^command (.+) not found$/.exec(message) ?? [];
  if (unknown !== undefined) return { code: 'unknown-command', message: `there is no command ${unknown.replaceAll(':', ' ')}`, hint: '`optimize --help` lists the commands' };
  return { code: 'usage', message: ofTheLine(message) ?? ofAFlag(message, words) ?? message, hint: `\`optimize ${commandIn(words)} --help\` lists what it takes` };
}

/** What oclif says on one line, without colours: several mistakes stand below a heading, and so do the words that are missing. */
function plain(error: Error): string {
  if (isAboutMissing(error)) return `${error.args.map(({ name }) => name.toUpperCase()).join(' and ')} ${error.args.length === 1 ? 'is' : 'are'} missing`;
  // oxlint-disable-next-line no-control-regex -- oclif colours this text
  const text = error.message.replaceAll(/\u001b\[\d+m/g, '').replace(/^The following errors? occurred:\s+/, '').replace(/^(Parsing \S+)\s+/, '$1 ');
  return text.split('\n', 1)[0] ?? '';
}

function isAboutMissing(error: Error): error is Error & { readonly args: readonly { readonly name: string }[] } {
  return error.message.startsWith('Missing ') && 'args' in error && Array.isArray(error.args);
}

function ofTheLine(message: string): string | undefined {
  const known = message.startsWith('Expected --') ? undefined : OF_THE_LINE.find(([pattern]) => pattern.test(message));
  return known === undefined ? undefined : message.replace(...known);
}

/** A flag that is not on the line has its value from its variable. */
function ofAFlag(message: string, words: readonly string[]): string | undefined {
  const known = OF_A_FLAG.find(([pattern]) => pattern.test(message));
  if (known === undefined) return undefined;
  const [pattern, saying] = known;
  const [, flag = ''] = pattern.exec(message) ?? [];
  const isOnLine = words.some((word) => word === flag || word.startsWith(`${flag}=`));
  return message.replace(pattern, isOnLine ? saying : saying.replace('$1 $', `OPTIMIZE_${flag.slice(2).toUpperCase().replaceAll('-', '_')}=$`));
}

/** The command of a line, as the help calls it. */
function commandIn(words: readonly string[]): string {
  const [first = '', second = ''] = words.filter((word) => !word.startsWith('-'));
  return Object.hasOwn(pjson.oclif.topics, first) ? `${first} ${second}` : first;
}
