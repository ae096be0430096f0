import { certain, expandText, expandWord, uncertain } from '../documents/shell/expand.ts';
import type { ShellCommand, ShellList, ShellNode, ShellWord } from '../documents/shell/shell-tree.ts';
import type { Argument } from './argument.ts';
import type { Context, Mode } from './engine.ts';
import { mergePaths } from './merge-paths.ts';
import type { Path, ShellState } from './path.ts';
import { scopeOf, withVariable } from './path.ts';
import { decideTest, matchesPattern } from './shell-test.ts';
import { assignVariables, expandAssignments, defaultedVariables } from './shell-variables.ts';

/** Runs the commands of a list one after the other, on every way that is still open. */
export async function walkList(list: ShellList, path: Path, context: Context, mode: Mode): Promise<readonly Path[]> {
  let paths: readonly Path[] = [path];
  for (const [index, item] of list.entries()) {
    const background = item.background || mode.background;
    const tail = mode.tail && index === list.length - 1 && !item.background;
    paths = await onOpenPaths(paths, async (open) => {
      const next = await walkNode(item.node, open, context, { ...mode, background, tail });
      return item.background ? next.map((after) => ({ ...after, state: open.state, end: undefined, status: true })) : next;
    });
    paths = mergePaths(paths, context.run);
  }
  return paths;
}

async function onOpenPaths(paths: readonly Path[], walk: (path: Path) => Promise<readonly Path[]>): Promise<readonly Path[]> {
  const results: Path[] = [];
  for (const path of paths) results.push(...(path.end === undefined ? await walk(path) : [path]));
  return results;
}

/** Runs one command, simple or compound. */
export async function walkNode(node: ShellNode, path: Path, context: Context, mode: Mode): Promise<readonly Path[]> {
  if (context.run.budget <= 0) return [path];
  context.run.budget -= 1;
  const inner = { ...mode, tail: false };
  switch (node.kind) {
    case 'command': return walkCommand(node, path, context, mode);
    case 'and-or': return walkAndOr(node.parts, path, context, mode);
    case 'pipeline': return walkPipeline(node, path, context, inner);
    case 'group': return walkList(node.body, path, context, inner);
    case 'subshell': return walkSubshell(await walkList(node.body, path, context, inner), path);
    case 'if': return walkIf(node.branches, node.otherwise, path, { context, mode: inner });
    case 'case': return walkCase(node, path, context, inner);
    case 'loop': return walkLoop(node, path, context, inner);
    case 'function': {
      const functions = new Map(path.state.functions).set(node.name, node.body);
      return [{ ...path, state: { ...path.state, functions }, status: true }];
    }
    case 'test': return [{ ...path, status: decideTest(node.words.map((word) => expandText(word, scopeOf(path.state))), path.state, context.run.input) }];
    default: return [{ ...path, status: undefined }];
  }
}

/** What happens in a subshell to folder and variables is gone after it. */
function walkSubshell(paths: readonly Path[], before: Path): readonly Path[] {
  return paths.map((path) => ({ ...path, state: before.state, end: undefined, status: path.end === 'failed' ? undefined : path.status }));
}

type Parts = Extract<ShellNode, { readonly kind: 'and-or' }>['parts'];

async function walkAndOr(parts: Parts, path: Path, context: Context, mode: Mode): Promise<readonly Path[]> {
  let paths: readonly Path[] = [path];
  for (const [index, part] of parts.entries()) {
    const tail = mode.tail && index === parts.length - 1 && part.operator === '&&';
    paths = await onOpenPaths(paths, async (open) => {
      const wanted = part.operator === '' ? open.status : part.operator === '&&';
      if (part.operator !== '' && open.status !== undefined && open.status !== wanted) return [open];
      const next = await walkNode(part.node, open, context, { ...mode, tail });
      const skips = part.operator !== '' && open.status === undefined;
      return skips ? [...next, { ...open, status: part.operator === '||' }] : next;
    });
    paths = mergePaths(paths, context.run);
  }
  return paths;
}

async function walkPipeline(node: Extract<ShellNode, { kind: 'pipeline' }>, path: Path, context: Context, mode: Mode): Promise<readonly Path[]> {
  let paths: readonly Path[] = [path];
  for (const [index, part] of node.nodes.entries()) {
    const next = node.nodes[index + 1];
    const pipedInto = next === undefined ? mode.pipedInto : sourceOf(next);
    paths = await onOpenPaths(paths, async (open) => {
      const after = await walkNode(part, open, context, { ...mode, pipedInto, readsPipe: index > 0 || mode.readsPipe });
      return node.nodes.length === 1 ? after : walkSubshell(after, open);
    });
  }
  return paths.map((after) => ({ ...after, status: node.negated && after.status !== undefined ? !after.status : after.status }));
}

/** A simple command as it is written; other ones have no words of their own. */
function sourceOf(node: ShellNode): string {
  return node.kind === 'command' ? node.words.map(({ source }) => source).join(' ') : 'other commands';
}

type Branches = Extract<ShellNode, { readonly kind: 'if' }>['branches'];

async function walkIf(branches: Branches, otherwise: ShellList | undefined, path: Path, at: { context: Context; mode: Mode }): Promise<readonly Path[]> {
  const [branch, ...rest] = branches;
  if (branch === undefined) return otherwise === undefined ? [{ ...path, status: true }] : walkList(otherwise, path, at.context, at.mode);
  const tested = await walkList(branch.test, path, at.context, at.mode);
  const results = await onOpenPaths(tested, async (open) => {
    const taken = open.status === false ? [] : await walkList(branch.body, open, at.context, at.mode);
    const skipped = open.status === true && isTest(branch.test) ? [] : await walkIf(rest, otherwise, open, at);
    return [...taken, ...skipped];
  });
  return mergePaths(results, at.context.run);
}

/** A command that is no test may fail: `if alembic upgrade head; then`. */
function isTest(list: ShellList): boolean {
  return list.every((item) => item.node.kind === 'test' || (item.node.kind === 'command' && /^(\[|test|true|:|false)$/.test(item.node.words[0]?.source ?? ''))
    || item.node.kind === 'pipeline' || item.node.kind === 'and-or');
}

async function walkCase(node: Extract<ShellNode, { kind: 'case' }>, path: Path, context: Context, mode: Mode): Promise<readonly Path[]> {
  const word = expandText(node.word, scopeOf(path.state));
  const results: Path[] = [];
  let open = true;
  for (const item of node.items) {
    const verdicts = item.patterns.map((pattern) => matchesPattern(word, pattern, scopeOf(path.state)));
    const verdict = verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;
    if (verdict === false) continue;
    results.push(...(await walkList(item.body, path, context, mode)));
    if (verdict === true && !item.fallsThrough) {
      open = false;
      break;
    }
  }
  return mergePaths(open ? [...results, { ...path, status: true }] : results, context.run);
}

/** A loop's body may run; what it sets is unknown after it. */
async function walkLoop(node: Extract<ShellNode, { kind: 'loop' }>, path: Path, context: Context, mode: Mode): Promise<readonly Path[]> {
  const { variable } = node;
  const state = variable === undefined ? path.state : withVariable(path.state, variable, {
    expanded: uncertain(`$${variable}`, `$${variable} changes in a loop`), exported: false, place: undefined });
  const tested = await walkList(node.test, { ...path, state }, context, mode);
  const bodies = await onOpenPaths(tested, (open) => walkList(node.body, { ...open, status: true }, context, mode));
  return mergePaths(bodies.map((body) => ({ ...body, status: true })), context.run);
}

async function walkCommand(node: ShellCommand, path: Path, context: Context, mode: Mode): Promise<readonly Path[]> {
  const prepared = { ...path, state: defaultedVariables(node, path.state, context.origin), status: true };
  const place = { origin: context.origin, range: node.range };
  const assigned = expandAssignments(node, prepared.state, context);
  if (node.words.length === 0) return [{ ...prepared, state: assignVariables(prepared.state, assigned, false) }];
  const words = node.words.flatMap((word) => argumentsOf(word, prepared.state, context));
  if (words.length === 0) return [{ ...prepared, status: undefined }];
  const state = assignVariables(prepared.state, assigned, true);
  const tail = mode.tail && node.redirects.length === 0;
  const paths = await context.run.engine.words(words, { path: { ...prepared, state }, context, mode: { ...mode, tail }, place });
  return assigned.length === 0 ? paths : paths.map((after) => ({ ...after, state: restored(after.state, prepared.state, assigned.map(([name]) => name)) }));
}

/** A prefix `A=1 command` holds for that command only. */
function restored(after: ShellState, before: ShellState, names: readonly string[]): ShellState {
  const variables = new Map(after.variables);
  for (const name of names) {
    const old = before.variables.get(name);
    if (old === undefined) variables.delete(name);
    else variables.set(name, old);
  }
  return { ...after, variables };
}

/** `export A=$B` keeps the value in one piece, any other command's words are split. */
function argumentsOf(word: ShellWord, state: ShellState, context: Context): readonly Argument[] {
  const first = word.parts[0];
  const assigns = first?.kind === 'text' && /^[A-Za-z_]\w*=/.test(first.value) && word.parts.length > 1;
  const scope = scopeOf(state);
  const expanded = assigns ? [expandText(word, scope)] : expandWord(word, scope);
  const home = expanded.length === 1 && expanded[0]?.text === '~' ? [certain('~')] : expanded;
  return home.map((piece) => ({ ...piece, origin: context.origin, range: word.range }));
}
