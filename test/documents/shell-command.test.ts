import { expect, test } from 'vitest';
import type { ShellList, ShellNode } from '../../src/documents/shell/shell-tree.ts';
import { parseShell } from '../../src/documents/shell-command.ts';
import { processorTime } from '../support/processor-time.ts';

/** A tree in one line, words as they stand in the text at their range. */
function print(list: ShellList, text: string): string {
  return list.map((item) => printNode(item.node, text) + (item.background ? '&' : '')).join('; ');
}

function printNode(node: ShellNode, text: string): string {
  const at = (range: { start: number; end: number }) => text.slice(range.start, range.end);
  switch (node.kind) {
    case 'command': return [...node.assignments.map((part) => `(${at(part.range)})`), ...node.words.map((word) => at(word.range)), ...node.redirects.map((part) => part.operator)].join(' ');
    case 'and-or': return node.parts.map((part) => `${part.operator} ${printNode(part.node, text)}`.trim()).join(' ');
    case 'pipeline': return `${node.negated ? '!' : ''}${node.timed ? 'time ' : ''}${node.nodes.map((part) => printNode(part, text)).join(' | ')}`;
    case 'subshell': return `sub(${print(node.body, text)})`;
    case 'group': return `group(${print(node.body, text)})`;
    case 'if': return `if(${node.branches.map((branch) => `${print(branch.test, text)} ? ${print(branch.body, text)}`).join(' : ')} : ${node.otherwise === undefined ? '' : print(node.otherwise, text)})`;
    case 'case': return `case(${at(node.word.range)} ${node.items.map((item) => `${item.patterns.map((pattern) => at(pattern.range)).join('|')} ? ${print(item.body, text)}`).join(' : ')})`;
    case 'loop': return `loop(${print(node.test, text)} ? ${print(node.body, text)})`;
    case 'function': return `function ${node.name} ${printNode(node.body, text)}`;
    case 'test': return `test(${node.words.map((word) => word.source).join(' ')})`;
    default: return 'other';
  }
}

const TREES: readonly (readonly [string, string])[] = [
  ['a', 'a'], ['a && b || c', 'a && b || c'], ['a; b & c', 'a; b&; c'], ['a | b', 'a | b'], ['! a', '!a'], ['time a b', 'time a b'], ['(a; b) && c', 'sub(a; b) && c'], ['{ a; b; }', 'group(a; b)'],
  ['A=1 B="x y" c d', '(A=1) (B="x y") c d'], ['A=$(b)', '(A=$(b))'], ['export A=b', 'export A=b'], ['a > x 2>&1 < y', 'a > >& <'], ['cat <<EOF\nhi $A\nEOF\nb', 'cat <<; b'], ['if a; then b; elif c; then d; else e; fi', 'if(a ? b : c ? d : e)'],
  ['case "$1" in a|b) c ;; *) d ;; esac', 'case("$1" a|b ? c : * ? d)'], ['while a; do b; done', 'loop(a ? b)'], ['for i in 1 2; do a; done', 'loop( ? a)'], ['f() { a; }; f', 'function f group(a); f'], ['[ -f x ] && a', '[ -f x ] && a'],
  ['[[ -f x ]] && a', 'test(-f x) && a'], ['[[ ! $A == b ]]', 'test(! $A == b)'], ['[[ -f x && -f y ]]', 'test()'], ['exec a \\\n  --b c', 'exec a --b c'], ['# only a comment\na # rest', 'a'], ['a \\\r\n  b\r\nc\r\n', 'a b; c'], ['((1 + 1))', 'other'], ['', ''],
  ['sh -c "a && b"', 'sh -c "a && b"'], ["echo 'x'${PORT:-8000} && y", "echo 'x'${PORT:-8000} && y"],
];

test.each(TREES)('reads %j', async (text, tree) => {
  const parsed = await parseShell(text);
  expect(parsed.ok ? print(parsed.document.body, text) : parsed.problem.message).toBe(tree);
});

test.each([['a && && b', 5], ['if a; then', 10], ["echo 'open", 5], ['a )', 2]] as const)('says where %j breaks', async (text, offset) => {
  const parsed = await parseShell(text);
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(Math.abs(parsed.problem.range.start - offset)).toBeLessThanOrEqual(6);
});

test.each([['#!/bin/sh\na', 'sh'], ['#!/usr/bin/env bash\na', 'bash'], ['#!/usr/bin/env -S bash -e\na', 'bash'], ['a', undefined]] as const)('finds the interpreter of %j', async (text, interpreter) => {
  const parsed = await parseShell(text);
  expect(parsed.ok && parsed.document.interpreter).toBe(interpreter);
});

test.each([['(', 100_000], ['$(', 50_000], ['if a; then ', 20_000], ['"', 99_999], ['{ ', 50_000], ['a && ', 50_000]] as const)('survives %j repeated', async (piece, times) => {
  expect(await processorTime(() => parseShell(piece.repeat(times)))).toBeLessThan(3000);
});
