import type { Expression, Node } from 'oxc-parser';
import { calledFunction } from '../names/calls.ts';
import { listing, type CodeProject } from '../project/code-project.ts';
import { functionAround, isInside, loopAround } from '../syntax/around.ts';
import { lookUp, type Module, type Site, type VariableBinding } from '../syntax/module.ts';
import { argumentAt, containsOwn, isFunction, memberName, unwrap } from '../syntax/tree.ts';
import { askedBy, askedIn, type Asked } from './asks.ts';
import { mayReject } from './lost-promises.ts';

/** Promises that a loop puts into a list: `for (const id of ids) promises.push(load(id))`. */
export interface Pushed {
  /** What the loop goes through. */
  readonly over: Node;
  readonly asked: Asked;
  /** True where each catches its own failure. */
  readonly settles: boolean;
}

/**
 * What fills a list that `Promise.all` is given at `site`: one call in one loop of the same function. Undefined where the list is touched
 * in any other way: emptied in between, it is a batch. What waits inside of the loop sets a pace.
 */
export function pushedInto(project: CodeProject, site: Site, list: Node): Pushed | undefined {
  const own = unwrap(list as never) as Node;
  if (own.type !== 'Identifier') return undefined;
  const binding = lookUp(site.module, own.name, own.start);
  const around = functionAround(site.path);
  if (binding?.kind !== 'variable' || around === undefined || !isEmptyList(binding)) return undefined;
  const uses = site.module.sites.filter((each) => isInside(each.node, around) && isOn(each, own.name) && lookUp(site.module, own.name, each.node.start) === binding);
  const [push] = uses;
  const loop = push === undefined ? undefined : loopAround(push.path)?.node;
  if (push === undefined || uses.length > 1 || loop?.type !== 'ForOfStatement' || functionAround(push.path) !== around || isInside(site.node, loop)) return undefined;
  if (hasLength(site.module, around, own.name) || containsOwn(loop.body, ({ type }) => PACED.has(type))) return undefined;
  const piece = argumentAt(push.node, 0);
  return piece === undefined || push.node.arguments.length !== 1 || methodOf(push) !== 'push' ? undefined : pieceOf(project, site.module, loop.right, piece);
}

const PACED: ReadonlySet<string> = new Set(['AwaitExpression', 'BreakStatement', 'ReturnStatement']);

const isEmptyList = ({ initial, assigned, keys }: VariableBinding): boolean => initial?.type === 'ArrayExpression' && initial.elements.length === 0 && assigned.length === 0 && keys.length === 0;

/** `list.push(...)`, `list.splice(...)`: a method of the list. */
function isOn({ node: { callee } }: Site, name: string): boolean {
  const plain = unwrap(callee);
  return plain.type === 'MemberExpression' && plain.object.type === 'Identifier' && plain.object.name === name;
}

const methodOf = ({ node }: Site): string | undefined => memberName(unwrap(node.callee));

/** True where the function looks at the length of the list: it may wait for some before the next. */
function hasLength({ file }: Module, around: Node, name: string): boolean {
  return file.text.slice(around.start, around.end).includes(`${name}.length`);
}

function pieceOf(project: CodeProject, module: Module, over: Node, piece: Expression): Pushed {
  const call = module.sites.find(({ node }) => node === unwrap(piece));
  const [inside, itself] = [askedIn(project, module, piece), call === undefined ? undefined : askedBy(project, call)];
  const called = call === undefined ? undefined : listing(project, () => calledFunction(project, call));
  const catches = call !== undefined && methodOf(call) === 'catch';
  return {
    over, settles: catches || (called !== undefined && isFunction(called) && called.async && !mayReject(called)),
    asked: { http: inside.http || itself?.http === true, data: inside.data || itself?.data === true, limited: inside.limited || itself?.limited === true, writes: inside.writes || itself?.writes === true },
  };
}
