import { branches } from './bash.ts';
import type { CompletedCommand, CompletedFlag, CompletedValue } from './words.ts';

/** A script for zsh: https://zsh.sourceforge.io/Doc/Release/Completion-System.html. It works from $fpath and by eval. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  return `${[
    '#compdef optimize',
    '# Completion of optimize for zsh. In ~/.zshrc, below compinit: eval "$(optimize completion zsh)"',
    '_optimize() {',
    '  local command="" word',
    '  integer index count=0',
    '  for ((index = 2; index < CURRENT; index++)); do',
    '    word="${command:+$command }${words[index]}"',
    '    case "$word" in',
    ...starts(commands).map((start) => `      "${start}") command="$word"; count=$((index - 1)) ;;`),
    '      *) break ;;',
    '    esac',
    '  done',
    '  case "$command" in',
    ...branches(commands).flatMap(([start, next]) => [
      `    "${start}")`, `      _values -w command ${next.map((word) => `'${word}[${summaryOf(commands, start, word)}]'`).join(' ')} ;;`,
    ]),
    ...commands.flatMap(commandCase),
    '  esac',
    '}',
    'if [ "$funcstack[1]" = "_optimize" ]; then _optimize "$@"; else compdef _optimize optimize; fi',
  ].join('\n')}\n`;
}

function starts(commands: readonly CompletedCommand[]): readonly string[] {
  return [...new Set(commands.flatMap(({ words }) => words.map((_, index) => words.slice(0, index + 1).join(' '))))];
}

function summaryOf(commands: readonly CompletedCommand[], start: string, word: string): string {
  const path = start === '' ? word : `${start} ${word}`;
  return commands.find(({ words }) => words.join(' ') === path)?.summary ?? `more of ${word}`;
}

function commandCase({ words, flags, arguments: positions }: CompletedCommand): readonly string[] {
  const values = positions.map((value, index) => `'${index + 1}:${value.kind}:${actionOf(value)}'`);
  return [
    `    "${words.join(' ')}")`,
    '      shift $count words; CURRENT=$((CURRENT - count))',
    `      _arguments -S ${[...flags.flatMap(flagWords), ...values].map((each) => `\\\n        ${each}`).join(' ')} ;;`,
  ];
}

function flagWords({ name, char, summary, isRepeatable, value }: CompletedFlag): readonly string[] {
  const end = value === undefined ? '' : `:${value.kind}:${actionOf(value)}`;
  const star = isRepeatable ? '*' : '';
  const long = `'${star}--${name}${value === undefined ? '' : '='}[${summary}]${end}'`;
  return char === undefined ? [long] : [long, `'${star}-${char}[${summary}]${end}'`];
}

function actionOf(value: CompletedValue): string {
  if (value.kind === 'words') return `(${value.words.join(' ')})`;
  return value.kind === 'folder' ? '_files -/' : value.kind === 'file' ? '_files' : ' ';
}
