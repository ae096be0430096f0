import type { Expression, Node } from 'oxc-parser';
import { listedKey } from '../names/resolve.ts';
import { readValue } from '../names/values.ts';
import type { CodeProject } from '../project/code-project.ts';
import type { Module } from '../syntax/module.ts';
import { unwrap } from '../syntax/tree.ts';

/** The number that an expression comes to, when a variable has a value: `500 * 2 ** attempt`. */
export function calculated(project: CodeProject, module: Module, expression: Node, valueOf: (name: string) => number | undefined): number | undefined {
  const node = unwrap(expression as Expression);
  if (node.type === 'Identifier') {
    const value = valueOf(node.name);
    if (value !== undefined) return value;
  }
  if (node.type === 'BinaryExpression' && node.left.type !== 'PrivateIdentifier') {
    return combined(node.operator, calculated(project, module, node.left, valueOf), calculated(project, module, node.right, valueOf));
  }
  if (node.type === 'CallExpression' && listedKey(project, module, node.callee) === 'global#Math.pow') {
    const [left, right] = node.arguments.map((each) => calculated(project, module, each, valueOf));
    return combined('**', left, right);
  }
  const value = readValue(project, module, node);
  const literal = value.kind === 'environment' ? value.fallback : value;
  return literal?.kind === 'literal' && typeof literal.value === 'number' ? literal.value : undefined;
}

function combined(operator: string, left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '/': return left / right;
    case '**': return left ** right;
    default: return undefined;
  }
}
