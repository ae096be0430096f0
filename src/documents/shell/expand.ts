import type { ShellWord, ShellWordPart } from './shell-tree.ts';

/** A text as a shell makes it: what is certain, and how to show what the environment decides. */
export interface Expanded {
  /** The text, with `$PORT` and `${PORT:-8000}` left in it where only the environment tells. */
  readonly text: string;
  /** The text with known values, and with the defaults that stand beside variables; undefined when a part is unknown. */
  readonly value: string | undefined;
  /** Why the value is undefined. */
  readonly reason: string | undefined;
  /** Variables that the environment decides, defaults or not. */
  readonly variables: readonly string[];
  /** True when `text` shows something else than variables that it could not tell, such as `$(nproc)`. */
  readonly opaque: boolean;
  /** True when it may be several words, or none: an unquoted variable. */
  readonly splits: boolean;
}

/** What a shell knows when it expands a word. */
export interface ShellScope {
  /** The variable; 'unset' when it is certainly not set; undefined when nothing is known of it. */
  variable(name: string): Expanded | 'unset' | undefined;
  /** `$1`, `$2`, ...; undefined when nothing is known of them. */
  readonly positional: readonly Expanded[] | undefined;
}

/** A text that is certain. */
export function certain(text: string): Expanded {
  return { text, value: text, reason: undefined, variables: [], opaque: false, splits: false };
}

/** A text that only a run tells. */
export function uncertain(text: string, reason: string): Expanded {
  return { text, value: undefined, reason, variables: [], opaque: true, splits: false };
}

/** The words that a shell makes of one word: none, one or several. */
export function expandWord(word: ShellWord, scope: ShellScope): readonly Expanded[] {
  const all = allPositional(word);
  if (all !== undefined) {
    if (scope.positional !== undefined) return scope.positional;
    return [{ ...uncertain(word.source, 'the arguments of the script are unknown'), splits: true }];
  }
  return splitFields(word.parts.map((part) => ({ part, expanded: expandPart(part, scope) })));
}

/** The text of a word where the shell does not split it: the value of an assignment, the word of a case. */
export function expandText(word: ShellWord, scope: ShellScope): Expanded {
  return joinExpanded(word.parts.map((part) => expandPart(part, scope)));
}

/** Several texts as one. */
export function joinExpanded(pieces: readonly Expanded[]): Expanded {
  let text = '';
  pieces.forEach((piece, index) => {
    const glued = /^\$\w+$/.test(piece.text) && /^\w/.test(pieces[index + 1]?.text ?? '') && piece.value !== piece.text;
    text += glued ? `\${${piece.text.slice(1)}}` : piece.text;
  });
  const unknown = pieces.find((piece) => piece.value === undefined);
  return {
    text,
    value: unknown === undefined ? pieces.map((piece) => piece.value ?? '').join('') : undefined,
    reason: unknown?.reason,
    variables: [...new Set(pieces.flatMap((piece) => piece.variables))],
    opaque: pieces.some((piece) => piece.opaque),
    splits: pieces.length === 1 && pieces[0]?.splits === true,
  };
}

function allPositional(word: ShellWord): boolean | undefined {
  const only = word.parts.length === 1 ? word.parts[0] : undefined;
  return only?.kind === 'variable' && (only.name === '@' || only.name === '*') && only.operator === '' ? true : undefined;
}

interface ExpandedPart {
  readonly part: ShellWordPart;
  readonly expanded: Expanded;
}

/** Unquoted values break at blanks, and an unquoted empty value is no word at all. */
function splitFields(parts: readonly ExpandedPart[]): readonly Expanded[] {
  const fields: Expanded[][] = [];
  let current: Expanded[] | undefined;
  const push = (piece: Expanded) => {
    if (current === undefined) fields.push((current = []));
    current.push(piece);
  };
  for (const { part, expanded } of parts) {
    const splits = part.kind === 'variable' && !part.quoted;
    if (!splits || expanded.value !== expanded.text) {
      push(expanded);
      continue;
    }
    expanded.text.split(/[ \t\n]+/).forEach((piece, index) => {
      if (index > 0) current = undefined;
      if (piece !== '') push(certain(piece));
    });
  }
  return fields.map((pieces) => joinExpanded(pieces));
}

function expandPart(part: ShellWordPart, scope: ShellScope): Expanded {
  if (part.kind === 'text' || part.kind === 'glob') return certain(part.value);
  if (part.kind === 'opaque') return { ...uncertain(part.source, `${part.source} is only known when it runs`), splits: !part.quoted };
  const known = valueOfVariable(part.name, scope);
  const expanded = expandVariable(part, known, scope);
  return { ...expanded, splits: !part.quoted && expanded.value === undefined };
}

type Variable = Extract<ShellWordPart, { readonly kind: 'variable' }>;

function valueOfVariable(name: string, scope: ShellScope): Expanded | 'unset' | undefined {
  if (!/^[0-9@*#]+$/.test(name)) return scope.variable(name);
  if (scope.positional === undefined) return undefined;
  if (name === '#') return certain(String(scope.positional.length));
  if (name === '@' || name === '*') return joinWithBlanks(scope.positional);
  return name === '0' ? undefined : (scope.positional[Number(name) - 1] ?? 'unset');
}

function joinWithBlanks(pieces: readonly Expanded[]): Expanded {
  return joinExpanded(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [certain(' '), piece])));
}

function expandVariable(part: Variable, known: Expanded | 'unset' | undefined, scope: ShellScope): Expanded {
  if (part.operator === '' || part.operator === ':?' || part.operator === '?') return plainVariable(part, known);
  const operand = part.operand === undefined ? certain('') : expandText(part.operand, scope);
  const empty = known === 'unset' || (known !== undefined && known.value === '' && part.operator.startsWith(':'));
  if (/^:?[-=]$/.test(part.operator)) {
    if (empty) return operand;
    if (known !== undefined) return known;
    return { ...operand, text: part.source, variables: [part.name, ...operand.variables], opaque: false };
  }
  if (/^:?\+$/.test(part.operator) && known !== undefined) return empty ? certain('') : operand;
  return uncertain(part.source, `${part.source} is only known when it runs`);
}

function plainVariable(part: Variable, known: Expanded | 'unset' | undefined): Expanded {
  if (known === 'unset') return certain('');
  if (known !== undefined) return known;
  const plain = /^[A-Za-z_]\w*$/.test(part.name);
  return {
    text: plain ? `$${part.name}` : part.source,
    value: undefined,
    reason: plain ? `the environment decides $${part.name}` : `${part.source} is only known when it runs`,
    variables: plain ? [part.name] : [],
    opaque: !plain,
    splits: false,
  };
}
