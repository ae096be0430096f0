import type { Config, ServiceSetting } from '../config/config.ts';
import { settingsFor } from '../config/settings-for.ts';
import { joinedAssumptions, type Assumptions } from '../model/assumptions.ts';
import { UsageError } from '../usage-error.ts';
import type { ServiceRoot } from './services.ts';

/** How the configuration belongs to the files. */
interface Declaring {
  readonly hasFolder: (path: string) => boolean;
  /** True where it is that of another state of the project: what is declared and is not there did not exist yet, or no longer does. */
  readonly isOfOtherState: boolean;
}

/**
 * The services that were found, with those that the configuration declares: a found one takes the declared name, another folder is added.
 * A UsageError where a declaration contradicts what is there.
 */
export function withDeclared(found: readonly ServiceRoot[], { services }: Config, { hasFolder, isOfOtherState }: Declaring): readonly ServiceRoot[] {
  if (services.length === 0) return found;
  let result = found;
  for (const declared of services) {
    const next = hasFolder(declared.root?.value ?? '') ? withOne(result, declared, services) : result;
    if (!('hint' in next)) result = next;
    else if (!isOfOtherState) throw next;
  }
  return [...result].sort((a, b) => order(a.root, b.root) || order(a.name, b.name));
}

/** What is stated of a service: a flag goes before what is declared for it, its folder or the project. */
export function assumptionsFor(service: ServiceRoot, config: Config, flags: Assumptions): Assumptions {
  return joinedAssumptions([settingsFor(config, service).facts, flags]);
}

function withOne(roots: readonly ServiceRoot[], { name, root, origin }: ServiceSetting, declared: readonly ServiceSetting[]): readonly ServiceRoot[] | UsageError {
  const sameName = roots.find((each) => each.name === name);
  if (root === undefined) {
    if (sameName !== undefined || isFromAbove(origin)) return roots;
    return mistake(`no service ${name} was found, and it is declared without a folder`, `give it a root; found are ${roots.map((each) => each.name).join(', ') || 'none'}`);
  }
  if (sameName?.root === root.value) return roots;
  const isFreed = declared.some((other) => other.name !== name && other.root?.value === sameName?.root); // it is renamed too
  if (sameName !== undefined && !isFreed) return mistake(`two services would be called ${name}`, 'give each a name of its own under services');
  const isClaimed = (each: ServiceRoot) => declared.some((other) => other.name === each.name && (other.root?.value ?? each.root) === each.root);
  const free = roots.filter((each) => each.root === root.value && !isClaimed(each));
  const [renamed, another] = free;
  if (another !== undefined) {
    return mistake(`the service ${name} could be any of ${free.map((each) => each.name).join(', ')}: all have its folder`, 'declare them by these names, without a root');
  }
  if (renamed === undefined) return [...roots, { name, root: root.value, configFile: undefined, declaredAs: undefined }];
  return roots.map((each) => (each === renamed ? { ...each, name, declaredAs: each.declaredAs ?? each.name } : each));
}

/** True where a file above the folder declares it: the service may lie beside what is scanned. */
const isFromAbove = (origin: ServiceSetting['origin']): boolean => origin.kind === 'file' && origin.file.path.startsWith('../');

function mistake(message: string, hint: string): UsageError {
  return new UsageError(message, hint, 'config');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
