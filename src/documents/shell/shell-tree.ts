import type { Range } from '../../text/range.ts';

/**
 * A plain tree of a shell command or script: what decides which commands run, as objects with ranges. `shell-command.ts` makes it
 * from the parser's tree, so that nobody else depends on the parser.
 */
export interface ShellScript {
  readonly body: ShellList;
  /** The first line's interpreter, `bash` of `#!/usr/bin/env bash`. */
  readonly interpreter: string | undefined;
}

/** Commands one after the other. */
export type ShellList = readonly ShellItem[];

export interface ShellItem {
  readonly node: ShellNode;
  /** True when the shell goes on without waiting (`&`). */
  readonly background: boolean;
  readonly range: Range;
}

interface Node {
  readonly range: Range;
}

export interface ShellCommand extends Node {
  readonly kind: 'command';
  /** `A=1` before the name. */
  readonly assignments: readonly ShellAssignment[];
  readonly words: readonly ShellWord[];
  readonly redirects: readonly ShellRedirect[];
}

export type ShellNode =
  | ShellCommand
  /** Parts joined by `&&` and `||`; the first part's operator is empty. */
  | (Node & { readonly kind: 'and-or'; readonly parts: readonly { readonly operator: '' | '&&' | '||'; readonly node: ShellNode }[] })
  | (Node & { readonly kind: 'pipeline'; readonly negated: boolean; readonly timed: boolean; readonly nodes: readonly ShellNode[] })
  | (Node & { readonly kind: 'subshell' | 'group'; readonly body: ShellList })
  | (Node & { readonly kind: 'if'; readonly branches: readonly { readonly test: ShellList; readonly body: ShellList }[]; readonly otherwise: ShellList | undefined })
  | (Node & { readonly kind: 'case'; readonly word: ShellWord; readonly items: readonly ShellCaseItem[] })
  | (Node & { readonly kind: 'loop'; readonly test: ShellList; readonly body: ShellList; readonly variable: string | undefined })
  | (Node & { readonly kind: 'function'; readonly name: string; readonly body: ShellNode })
  /** `[[ ... ]]` as the words of a test; empty when it is more than one comparison. */
  | (Node & { readonly kind: 'test'; readonly words: readonly ShellWord[] })
  /** Arithmetic and other things that start nothing. */
  | (Node & { readonly kind: 'other' });

export interface ShellCaseItem {
  readonly patterns: readonly ShellWord[];
  readonly body: ShellList;
  /** `;&` and `;;&`: the next item may run too. */
  readonly fallsThrough: boolean;
}

export interface ShellAssignment {
  readonly name: string;
  /** `A+=1`. */
  readonly append: boolean;
  /** Undefined for an array. */
  readonly value: ShellWord | undefined;
  readonly range: Range;
}

export interface ShellRedirect {
  /** `>`, `>>`, `<`, `<<`, `<<<`, `&>`, ... */
  readonly operator: string;
  /** Undefined for a here-document. */
  readonly target: ShellWord | undefined;
  readonly range: Range;
}

export interface ShellWord {
  readonly parts: readonly ShellWordPart[];
  /** As it stands in the source, quotes included. */
  readonly source: string;
  readonly range: Range;
}

export type ShellWordPart =
  | { readonly kind: 'text'; readonly value: string; readonly quoted: boolean }
  /** `$A`, `${A}`, `${A:-b}`: `operator` is `:-` and the like, empty without one, `?` for anything we do not calculate. */
  | { readonly kind: 'variable'; readonly name: string; readonly operator: string; readonly operand: ShellWord | undefined; readonly source: string; readonly quoted: boolean }
  | { readonly kind: 'glob'; readonly value: string; readonly quoted: false }
  /** `$(...)`, `$((...))`, `{a,b}`: only a run tells. */
  | { readonly kind: 'opaque'; readonly source: string; readonly quoted: boolean };
