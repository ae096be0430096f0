import type {
  ArrayValue, Assignment, Command, CommandNode, CompoundCommand, CompoundList, ParseError, PipelineNode, Redirection, Redirected,
  Script, Statement, TestExpression, Word, WordPart, AndOr,
} from 'unbash';
import type { Range } from '../text/range.ts';
import type { Parsed } from '../text/syntax-problem.ts';
import type { ShellAssignment, ShellCommand, ShellItem, ShellList, ShellNode, ShellRedirect, ShellScript, ShellWord, ShellWordPart }
  from './shell/shell-tree.ts';
import { unixLines } from './shell/unix-lines.ts';

/** Longer scripts are not start scripts, and we do not want to wait for them. */
const MAXIMUM_LENGTH = 500_000;

/** Reads a command or a script. Windows line ends are read as if they were not there. */
export async function parseShell(text: string): Promise<Parsed<ShellScript>> {
  if (text.length > MAXIMUM_LENGTH) return { ok: false, problem: { message: 'too long for a start script', range: { start: 0, end: 0 } } };
  const { parse } = await import('unbash');
  const lines = unixLines(text);
  const script = parse(lines.text);
  const error = script.errors?.[0];
  if (error !== undefined) return { ok: false, problem: problemOf(error, lines.original) };
  const converter = converterFor(lines.text, lines.original);
  return { ok: true, document: { body: converter.list(script.commands), interpreter: interpreterOf(script) } };
}

function problemOf(error: ParseError, original: (offset: number) => number): { message: string; range: Range } {
  const start = original(error.pos);
  return { message: `the shell cannot read it: ${error.message}`, range: { start, end: start } };
}

function interpreterOf(script: Script): string | undefined {
  const words = script.shebang?.replace(/^#!\s*/, '').trim().split(/\s+/) ?? [];
  const program = words[0]?.split('/').at(-1);
  return program === 'env' ? words.find((word, index) => index > 0 && !word.startsWith('-')) : program;
}

interface Converter {
  list(statements: readonly Statement[]): ShellList;
}

function converterFor(source: string, original: (offset: number) => number): Converter {
  const rangeOf = (node: { readonly pos: number; readonly end: number }): Range => ({ start: original(node.pos), end: original(node.end) });

  const list = (statements: readonly Statement[]): ShellList => statements.map((statement): ShellItem => ({
    node: nodeOf(statement.command), background: statement.background === true, range: rangeOf(statement),
  }));
  const body = (part: CompoundList): ShellList => list(part.commands);

  function nodeOf(node: PipelineNode | AndOr | CompoundList): ShellNode {
    const range = rangeOf(node);
    if (node.type === 'AndOr') {
      return { kind: 'and-or', range, parts: node.commands.map((part, index) => ({
        operator: index === 0 ? '' : node.operators[index - 1] ?? '&&', node: nodeOf(part) })) };
    }
    if (node.type === 'Pipeline') {
      return { kind: 'pipeline', range, nodes: node.commands.map(nodeOf),
        negated: node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1,
        timed: node.prefixes.some((prefix) => prefix.type === 'Time') };
    }
    if (node.type === 'CompoundList') return { kind: 'group', range, body: body(node) };
    return node.type === 'Command' ? commandOf(node) : compoundOf(node, range);
  }

  function compoundOf(node: Exclude<CommandNode, Command> | Redirected | CompoundCommand, range: Range): ShellNode {
    switch (node.type) {
      case 'Redirected': return nodeOf(node.command);
      case 'Subshell': return { kind: 'subshell', range, body: body(node.body) };
      case 'BraceGroup': return { kind: 'group', range, body: body(node.body) };
      case 'If': return { kind: 'if', range, otherwise: node.else === undefined ? undefined : body(node.else),
        branches: [node, ...node.elif].map((branch) => ({ test: body(branch.clause), body: body(branch.then) })) };
      case 'Case': return { kind: 'case', range, word: wordOf(node.word), items: node.items.map((item) => ({
        patterns: item.pattern.map(wordOf), body: body(item.body),
        fallsThrough: item.terminator === ';&' || item.terminator === ';;&' })) };
      case 'While': return { kind: 'loop', range, test: body(node.clause), body: body(node.body), variable: undefined };
      case 'For': case 'Select': return { kind: 'loop', range, test: [], body: body(node.body), variable: node.name.value };
      case 'ArithmeticFor': return { kind: 'loop', range, test: [], body: body(node.body), variable: undefined };
      case 'Function': return { kind: 'function', range, name: node.name.value, body: nodeOf(node.body) };
      case 'TestCommand': return { kind: 'test', range, words: testWords(node.expression).map(wordOf) };
      default: return { kind: 'other', range };
    }
  }

  function commandOf(node: Command): ShellCommand {
    const prefix = node.prefix.flatMap((part) => (part.type === 'Assignment' ? [assignmentOf(part)] : []));
    const words = node.suffix.flatMap((part) =>
      part.type === 'Word' ? [wordOf(part)] : part.type === 'Assignment' ? [assignmentWord(part)] : []);
    const redirects = [...node.prefix, ...node.suffix].flatMap((part) =>
      part.type === 'Assignment' || part.type === 'Word' ? [] : [redirectOf(part)]);
    return { kind: 'command', range: rangeOf(node), assignments: prefix, redirects,
      words: node.name === undefined ? words : [wordOf(node.name), ...words] };
  }

  function redirectOf(node: Redirection): ShellRedirect {
    const target = node.type === 'HereDoc' ? undefined : node.target;
    return { operator: node.operator, target: target === undefined ? undefined : wordOf(target), range: rangeOf(node) };
  }

  function assignmentOf(node: Assignment): ShellAssignment {
    const plain = node.index === undefined && node.value.type === 'Word' ? node.value : undefined;
    return { name: node.name, append: node.append === true, range: rangeOf(node),
      value: plain === undefined ? undefined : wordOf(plain) };
  }

  /** `export A=b` has an assignment for an argument: one word, as `env A=b` has it. */
  function assignmentWord(node: Assignment): ShellWord {
    const name = { kind: 'text', value: node.text.slice(0, node.value.pos - node.pos), quoted: false } as const;
    return { source: node.text, range: rangeOf(node), parts: [name, ...valueParts(node.value)] };
  }

  function valueParts(value: Word | ArrayValue): readonly ShellWordPart[] {
    if (value.type === 'Word') return wordOf(value).parts;
    return [{ kind: 'opaque', source: source.slice(value.pos, value.end), quoted: true }];
  }

  function wordOf(word: Word): ShellWord {
    const parts = word.parts === undefined
      ? [{ kind: 'text', value: word.value, quoted: false } as const]
      : word.parts.flatMap((part) => partsOf(part, false));
    return { source: word.text, range: rangeOf(word), parts };
  }

  function partsOf(part: WordPart, quoted: boolean): readonly ShellWordPart[] {
    switch (part.type) {
      case 'Literal': return [{ kind: 'text', value: part.value, quoted }];
      case 'SingleQuoted': case 'AnsiCQuoted': return [{ kind: 'text', value: part.value, quoted: true }];
      case 'DoubleQuoted': case 'LocaleString': return part.parts.flatMap((child) => partsOf(child, true));
      case 'Glob': return [{ kind: 'glob', value: part.text, quoted: false }];
      case 'SimpleExpansion':
        return [{ kind: 'variable', name: part.text.slice(1), operator: '', operand: undefined, source: part.text, quoted }];
      case 'ParameterExpansion': {
        const operation = part.operation;
        const plain = part.prefix === undefined && part.index === undefined;
        const byDefault = operation?.type === 'Default' && plain;
        const operator = byDefault ? operation.operator : operation === undefined && plain ? '' : 'other';
        return [{ kind: 'variable', name: part.parameter, operator, source: part.text, quoted,
          operand: byDefault ? wordOf(operation.operand) : undefined }];
      }
      default: return [{ kind: 'opaque', source: part.text, quoted }];
    }
  }
  return { list };
}

/** The words of one comparison; none when it is joined with others. */
function testWords(expression: TestExpression): readonly Word[] {
  if (expression.type === 'TestUnary') return [wordFrom(expression.operator, expression), expression.operand];
  if (expression.type === 'TestBinary') return [expression.left, wordFrom(expression.operator, expression), expression.right];
  if (expression.type === 'TestGroup') return testWords(expression.expression);
  if (expression.type !== 'TestNot') return [];
  const inner = testWords(expression.operand);
  return inner.length > 0 && expression.negations.length === 1 ? [wordFrom('!', expression), ...inner] : [];
}

function wordFrom(text: string, at: { readonly pos: number; readonly end: number }): Word {
  return { type: 'Word', text, value: text, pos: at.pos, end: at.end };
}
