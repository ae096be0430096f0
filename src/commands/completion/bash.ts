import type { CompletedCommand, CompletedValue } from './words.ts';

/**
 * A script for bash, 3.2 as on macOS or newer. Bash takes `--flag=value` for three words, because `=` and `:` are among COMP_WORDBREAKS:
 * https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion.html
 */
export function bashScript(commands: readonly CompletedCommand[]): string {
  return `${[
    '# Completion of optimize for bash. In ~/.bashrc: eval "$(optimize completion bash)"',
    '_optimize_values() {',
    '  local IFS=$\'\\n\'',
    '  COMPREPLY=($(compgen -W "$1" -- "$2"))',
    '  case "${COMPREPLY[0]}" in *=) compopt -o nospace 2>/dev/null ;; esac',
    '}',
    '_optimize() {',
    '  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= word index',
    '  COMPREPLY=()',
    '  if [ "$current" = "=" ]; then current=; fi',
    '  if [ "$previous" = "=" ]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi',
    '  for ((index = 1; index < COMP_CWORD; index++)); do',
    '    word=${COMP_WORDS[index]}',
    '    case "$command $word" in',
    ...prefixes(commands).map((words) => `      "${words.length === 1 ? ` ${words[0]}` : words.join(' ')}") command="${words.join(' ')}" ;;`),
    '    esac',
    '  done',
    '  case "$command" in',
    ...branches(commands).flatMap(([words, next]) => [`    "${words}")`, `      _optimize_values ${list(next)} "$current"`, '      return ;;']),
    ...commands.flatMap(commandCase),
    '  esac',
    '}',
    'complete -F _optimize optimize',
  ].join('\n')}\n`;
}

/** Every start of a command: `migrate`, `migrate railway`. */
function prefixes(commands: readonly CompletedCommand[]): readonly (readonly string[])[] {
  const starts = new Set(commands.flatMap(({ words }) => words.map((_, index) => words.slice(0, index + 1).join(' '))));
  return [...starts].map((start) => start.split(' '));
}

/** What may follow where a command is not whole yet. */
export function branches(commands: readonly CompletedCommand[]): readonly (readonly [words: string, next: readonly string[]])[] {
  const found = new Map<string, Set<string>>([['', new Set(['help'])]]);
  for (const { words } of commands) {
    for (const [index, word] of words.entries()) {
      const start = words.slice(0, index).join(' ');
      found.set(start, (found.get(start) ?? new Set()).add(word));
    }
  }
  return [...found].map(([start, next]) => [start, [...next].sort()]);
}

function commandCase({ words, flags, arguments: positions }: CompletedCommand): readonly string[] {
  const valued = flags.filter(({ value }) => value !== undefined);
  const names = flags.flatMap(({ name, char }) => [`--${name}`, ...(char === undefined ? [] : [`-${char}`])]);
  return [
    `    "${words.join(' ')}")`,
    '      case "$previous" in',
    ...valued.map(({ name, char, value }) => `        --${name}${char === undefined ? '' : `|-${char}`}) ${valueLine(value as CompletedValue)}; return ;;`),
    '      esac',
    '      case "$current" in',
    `        -*) _optimize_values ${list([...names, '--help'])} "$current"; return ;;`,
    '      esac',
    ...positionLines(positions),
    '      ;;',
  ];
}

/** Bash does not say how many words without a dash stand before, so each place offers what any may be. */
function positionLines(positions: readonly CompletedValue[]): readonly string[] {
  const words = positions.flatMap((value) => (value.kind === 'words' ? value.words : []));
  const folder = positions.find(({ kind }) => kind === 'folder');
  if (words.length === 0) return folder === undefined ? [] : [`      ${valueLine(folder)}`];
  return [`      ${valueLine({ kind: 'words', words })}`, ...(folder === undefined ? [] : ['      COMPREPLY+=($(compgen -d -- "$current"))'])];
}

function valueLine(value: CompletedValue): string {
  if (value.kind === 'words') return `_optimize_values ${list(value.words)} "$current"`;
  if (value.kind === 'anything') return ':';
  return value.kind === 'folder' ? 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$current"))' : 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$current"))';
}

function list(words: readonly string[]): string {
  return `$'${words.join(String.raw`\n`)}'`;
}
