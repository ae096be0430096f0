import { branches } from './bash.ts';
import type { CompletedCommand, CompletedFlag, CompletedValue } from './words.ts';

/** A script for fish: https://fishshell.com/docs/current/completions.html */
export function fishScript(commands: readonly CompletedCommand[]): string {
  return `${[
    '# Completion of optimize for fish: optimize completion fish > ~/.config/fish/completions/optimize.fish',
    'function __optimize_at',
    '  set -l command',
    '  for word in (commandline -opc)[2..-1]',
    '    switch (string join -- " " $command $word)',
    `      case ${starts(commands).map(quoted).join(' ')}`,
    '        set command $command $word',
    '    end',
    '  end',
    '  test "$command" = "$argv[1]"',
    'end',
    'complete -c optimize -f',
    ...branches(commands).flatMap(([start, next]) => next.map((word) => `complete -c optimize -n ${when(start)} -a ${quoted(word)} -d ${quoted(summaryOf(commands, start, word))}`)),
    ...commands.flatMap(commandLines),
  ].join('\n')}\n`;
}

function starts(commands: readonly CompletedCommand[]): readonly string[] {
  return [...new Set(commands.flatMap(({ words }) => words.map((_, index) => words.slice(0, index + 1).join(' '))))];
}

/** True once exactly this command stands on the line. */
const when = (command: string): string => `'__optimize_at "${command}"'`;

function summaryOf(commands: readonly CompletedCommand[], start: string, word: string): string {
  const path = start === '' ? word : `${start} ${word}`;
  return commands.find(({ words }) => words.join(' ') === path)?.summary ?? `more of ${word}`;
}

function commandLines({ words, flags, arguments: positions }: CompletedCommand): readonly string[] {
  const condition = when(words.join(' '));
  return [...flags.map((flag) => flagLine(condition, flag)), ...positions.flatMap((value) => {
    const action = actionOf(value);
    return action === '' ? [] : [`complete -c optimize -n ${condition} ${action}`];
  })];
}

function flagLine(condition: string, { name, char, summary, value }: CompletedFlag): string {
  const short = char === undefined ? '' : ` -s ${char}`;
  return `complete -c optimize -n ${condition} -l ${name}${short} -d ${quoted(summary)}${value === undefined ? '' : ` ${value.kind === 'file' ? '-r' : '-x'} ${actionOf(value)}`}`.trimEnd();
}

function actionOf(value: CompletedValue): string {
  if (value.kind === 'words') return `-a ${quoted(value.words.join(' '))}`;
  if (value.kind === 'anything') return '';
  return value.kind === 'file' ? '-F' : `-a '(__fish_complete_directories)'`;
}

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
