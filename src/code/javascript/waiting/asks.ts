import type { Node } from 'oxc-parser';
import { requestOf } from '../http/request.ts';
import { calledFunction } from '../names/calls.ts';
import { instanceOf } from '../names/instances.ts';
import { resolve } from '../names/resolve.ts';
import { listing, type CodeProject } from '../project/code-project.ts';
import type { Module, Site } from '../syntax/module.ts';
import { isFunction, lastName, unwrap } from '../syntax/tree.ts';
import { isInside } from '../syntax/around.ts';

const DATA = /^(?:pg|pg-pool|postgres|@prisma\/client|prisma|knex|mongoose|mongodb|ioredis|redis|@redis\/client|sequelize|typeorm|drizzle-orm.*|better-sqlite3|mysql2?|@supabase\/supabase-js|@neondatabase\/serverless|lru-cache)#/;
/** Objects that hold connections, by the names that people give them: they only make us silent. */
const DATA_NAMES = /^(?:prisma\w*|db|database|knex|redis\w*|pool|sequelize|mongoose|repo|\w*[rR]epository|\w+Repo|\w*Model|em|entityManager|tx|trx|transaction|cache|storage|supabase\w*|firestore|collection|session|drizzle)$/;
const SERVICES = /^(?:openai|@anthropic-ai\/sdk|stripe|twilio|@google\/generative-ai|@google\/genai|groq-sdk|cohere-ai|resend|@sendgrid\/mail)#/;
const LIMITS = /limit|sem(?:aphore)?$|throttl|queue|mutex|bottleneck/i;

/** What code asks while it runs. */
export interface Asked {
  readonly http: boolean;
  readonly data: boolean;
  readonly limited: boolean;
  readonly writes: boolean;
}

/** How many functions are looked into, one calling the next, from the one that is asked about. */
const DEEPEST = 2;
const ASKED = new WeakMap<CodeProject, Map<Node, Asked>>();

const NOTHING: Asked = { http: false, data: false, limited: false, writes: false };

/** What a call asks, looked for in functions of the project down to a depth. */
export function askedBy(project: CodeProject, site: Site, left = 3): Asked {
  const request = requestOf(project, site);
  if (request !== undefined) return request.kind === 'maker' ? NOTHING : { ...NOTHING, http: true, writes: request.method !== 'GET' && request.method !== 'HEAD' };
  const owner = rootOf(site.node.callee);
  const name = owner === undefined ? undefined : lastName(owner);
  const callee = unwrap(site.node.callee);
  if (LIMITS.test((callee.type === 'Identifier' ? callee.name : undefined) ?? name ?? '')) return { ...NOTHING, limited: true };
  const instance = owner === undefined ? undefined : listing(project, () => instanceOf(project, site.module, owner));
  const key = instance?.kind === 'made' ? instance.key ?? '' : '';
  if (DATA.test(key) || chainNames(site.node.callee).some((each) => DATA_NAMES.test(each))) return { ...NOTHING, data: true };
  if (SERVICES.test(key)) return { ...NOTHING, http: true, writes: true };
  if (left === 0) return NOTHING;
  const called = listing(project, () => calledFunction(project, site));
  const module = called === undefined ? undefined : listing(project, () => resolve(project, site.module, site.node.callee));
  return called === undefined || module?.kind !== 'value' ? NOTHING : askedIn(project, module.module, called, left - 1);
}

/** What a piece of a file asks. */
export function askedIn(project: CodeProject, module: Module, node: Node, left = DEEPEST): Asked {
  const known = ASKED.get(project) ?? new Map<Node, Asked>();
  ASKED.set(project, known);
  const before = left === DEEPEST ? known.get(node) : undefined;
  if (before !== undefined) return before;
  const asked = allAsked(project, module, node, left);
  if (left === DEEPEST) known.set(node, asked);
  return asked;
}

function allAsked(project: CodeProject, module: Module, node: Node, left: number): Asked {
  return module.sites.filter((site) => isInside(site.node, node) && site.node !== node)
    .map((site) => askedBy(project, site, left)).reduce((a, b) => ({ http: a.http || b.http, data: a.data || b.data, limited: a.limited || b.limited, writes: a.writes || b.writes }), NOTHING);
}

/** The function that an argument is or names, with its module. */
export function functionAt(project: CodeProject, module: Module, node: Node): { readonly module: Module; readonly node: Node } | undefined {
  const own = unwrap(node as never);
  if (isFunction(own)) return { module, node: own };
  const target = listing(project, () => resolve(project, module, own));
  return target.kind === 'value' && isFunction(target.node) ? target : undefined;
}

/** What a chain of members and calls starts at. */
function rootOf(callee: Node): Node | undefined {
  let current = unwrap(callee as never) as Node;
  let found: Node | undefined;
  while (current.type === 'MemberExpression' || current.type === 'CallExpression') {
    current = unwrap((current.type === 'MemberExpression' ? current.object : current.callee) as never) as Node;
    found = current;
  }
  return found;
}

function chainNames(callee: Node): readonly string[] {
  const names: string[] = [];
  let current = unwrap(callee as never) as Node;
  while (current.type === 'MemberExpression' || current.type === 'CallExpression') {
    current = unwrap((current.type === 'MemberExpression' ? current.object : current.callee) as never) as Node;
    const name = lastName(current);
    if (name !== undefined) names.push(name);
  }
  return names;
}
