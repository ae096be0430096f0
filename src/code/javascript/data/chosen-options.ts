import { undecidable, valueOf } from '../../../model/fact.ts';
import type { Pool } from '../../../model/facts/data.ts';
import { member, resolve } from '../names/resolve.ts';
import type { Target } from '../names/target.ts';
import { readValue } from '../names/values.ts';
import type { Value } from '../names/values.ts';
import type { CodeProject } from '../project/code-project.ts';
import { lookUp } from '../syntax/module.ts';
import type { Module, Place, Site } from '../syntax/module.ts';
import { keyName, memberName, unwrap } from '../syntax/tree.ts';

/** Environments that no deployment runs in. */
const OWN_MACHINE = /^(?:dev|develop|development|tests?|testing|ci|e2e|local)$/i;
/** Variables that name the environment, in whatever words. */
const ENVIRONMENT = /(?:^|_)(?:ENV|ENVIRONMENT|STAGE)$/;

/**
 * The options of each environment that a deployment may run in, where a variable chooses among them: `knex(config[process.env.NODE_ENV])`.
 * Only one where the variable is known. None where nothing is chosen, or where the options of one of them cannot be seen.
 */
export function chosenOptions(project: CodeProject, { module, node }: Site): readonly Place[] {
  for (const argument of node.arguments.toReversed()) {
    const choice = argument.type === 'SpreadElement' ? undefined : choiceAt(module, argument);
    if (choice?.type !== 'MemberExpression') continue;
    const all = resolve(project, module, choice.object);
    const names = namesChosen(project, readValue(project, module, choice.property), namesIn(all));
    const places = names.map((name) => member(project, all, name));
    const visible = places.flatMap((place) => (place.kind === 'value' && place.node.type === 'ObjectExpression' ? [place] : []));
    if (visible.length === names.length) return visible;
  }
  return [];
}

/** `config[environment]`, behind a constant or before `|| config.development`. */
function choiceAt(module: Module, expression: Place['node']): Place['node'] | undefined {
  const node = unwrap(expression as never);
  if (node.type === 'LogicalExpression') return choiceAt(module, node.left);
  if (node.type === 'MemberExpression') return node.computed && memberName(node) === undefined ? node : undefined;
  const binding = node.type === 'Identifier' ? lookUp(module, node.name, node.start) : undefined;
  const initial = binding?.kind === 'variable' && binding.keys.length === 0 && binding.assigned.length === 0 ? binding.initial : undefined;
  return initial === undefined || unwrap(initial).type === 'Identifier' ? undefined : choiceAt(module, initial);
}

function namesIn(target: Target): readonly string[] {
  if (target.kind === 'module') return [...target.module.exports.keys()];
  if (target.kind !== 'value' || target.node.type !== 'ObjectExpression') return [];
  return target.node.properties.flatMap((property) => (property.type === 'Property' ? keyName(property.key, property.computed) ?? [] : []));
}

function namesChosen(project: CodeProject, key: Value, names: readonly string[]): readonly string[] {
  if (key.kind === 'literal') return names.filter((name) => name === key.value);
  if (key.kind !== 'environment' || !ENVIRONMENT.test(key.variable)) return [];
  const set = valueOf(project.input.environment.get(key.variable));
  return names.filter((name) => (set === undefined ? !OWN_MACHINE.test(name) : name === set));
}

/** What the pools of all environments have in common; the rest is not known. */
export function agreedPool([first, ...others]: readonly [Pool, ...Pool[]]): Pool {
  const agree = (what: (pool: Pool) => unknown): boolean => others.every((pool) => what(pool) === what(first));
  const unsure = undecidable('database.pool.maximum', 'the environments do not agree on it, and no file says which one runs', [first.at]);
  const maximum = first.maximum.state === 'known' && !agree((pool) => valueOf(pool.maximum)) ? unsure : others.find((pool) => pool.maximum.state !== 'known')?.maximum ?? first.maximum;
  return {
    ...first, maximum, size: { ...maximum, name: 'database.pool.size' }, kind: agree(({ kind }) => kind) ? first.kind : undefined,
    driver: agree(({ driver }) => driver) ? first.driver : undefined,
    database: agree((pool) => valueOf(pool.database)) ? first.database : { state: 'absent', name: 'database.name' },
    options: first.options.filter(({ name, value }) => agree((pool) => valueOf(pool === first ? value : pool.options.find((option) => option.name === name)?.value))),
  };
}
