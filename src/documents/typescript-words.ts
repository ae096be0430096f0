import type { Last } from './typescript-frames.ts';

/** Words that go on in front of an expression or a statement: `typeof typeof x`, `else if`. */
const BEFORE = new Set(['typeof', 'void', 'delete', 'new', 'return', 'throw', 'case', 'default', 'else', 'do', 'if', 'for', 'while', 'with', 'in', 'instanceof', 'extends',
  'function', 'class', 'import', 'export', 'try', 'finally', 'catch', 'switch', 'const', 'var', 'enum']);
/** Names that are operators in some places, of types or in front of declarations. */
const CONTEXTUAL = new Set(['implements', 'as', 'satisfies', 'is', 'asserts', 'keyof', 'infer', 'readonly', 'unique', 'abstract', 'async', 'let', 'static', 'type', 'declare', 'namespace', 'module', 'global',
  'get', 'set', 'accessor', 'interface', 'using', 'out', 'override', 'public', 'private', 'protected', 'package']);
/** Names as well as operators: a slash after them may begin a pattern or divide. */
const EITHER = new Set(['yield', 'await', 'of']);
/** Words that continue what stands before them, after a line end too. */
export const BETWEEN = new Set(['else', 'catch', 'finally', 'while', 'in', 'of', 'instanceof', 'as', 'satisfies', 'is', 'extends', 'implements', 'from']);
/** Their brackets are followed by a statement, not by an operator. */
export const HEADS = new Set(['if', 'while', 'for', 'with']);

/** What a word is to what follows. */
export function lastOf(word: string): Last {
  if (BEFORE.has(word)) return 'operator';
  if (EITHER.has(word)) return 'unsure';
  return CONTEXTUAL.has(word) ? 'name' : 'operand';
}
