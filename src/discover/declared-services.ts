import type { Config, ServiceSetting } from '../config/config.ts';
import { settingsFor } from '../config/settings-for.ts';
import { joinedAssumptions, type Assumptions } from '../model/assumptions.ts';
import { UsageError } from '../usage-error.ts';
import type { ServiceRoot } from './services.ts';

/** The services that were found, with those that the configuration declares: a found one takes the declared name, another folder is added. */
export function withDeclared(found: readonly ServiceRoot[], { services }: Config): readonly ServiceRoot[] {
  if (services.length === 0) return found;
  const result = services.reduce((roots, declared) => withOne(roots, declared, services), found);
  const doubled = result.find(({ name }, index) => result.findIndex((other) => other.name === name) !== index);
  if (doubled !== undefined) throw mistake(`two services would be called ${doubled.name}`, 'give each a name of its own under services');
  return [...result].sort((a, b) => order(a.root, b.root) || order(a.name, b.name));
}

/** What is stated of a service: a flag goes before what is declared for it, its folder or the project. */
export function assumptionsFor({ root, name }: ServiceRoot, config: Config, flags: Assumptions): Assumptions {
  return joinedAssumptions([settingsFor(config, root, name).facts, flags]);
}

function withOne(roots: readonly ServiceRoot[], { name, root }: ServiceSetting, declared: readonly ServiceSetting[]): readonly ServiceRoot[] {
  if (root === undefined) {
    if (roots.some((each) => each.name === name)) return roots;
    throw mistake(`no service ${name} was found, and it is declared without a folder`, `give it a root; found are ${roots.map((each) => each.name).join(', ') || 'none'}`);
  }
  const here = roots.filter((each) => each.root === root.value);
  if (here.some((each) => each.name === name)) return roots;
  const free = here.filter((each) => !declared.some((other) => other.name === each.name));
  const [renamed, another] = free;
  if (another !== undefined) {
    throw mistake(`the service ${name} could be any of ${free.map((each) => each.name).join(', ')}: all have its folder`, 'declare them by these names, without a root');
  }
  if (renamed === undefined) return [...roots, { name, root: root.value, configFile: undefined, declaredAs: undefined }];
  return roots.map((each) => (each === renamed ? { ...each, name, declaredAs: each.declaredAs ?? each.name } : each));
}

function mistake(message: string, hint: string): UsageError {
  return new UsageError(message, hint, 'config');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
