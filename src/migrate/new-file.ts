import { environmentsOf, nameFor, type Conditions } from './environments.ts';
import { linesOf, partsOf, textPart, type Part } from './parts.ts';
import type { Root } from './old-services.ts';
import type { Leftover, Setting } from './settings.ts';
import { commentLine, quoted, type Style } from './style.ts';

/** A service as it is to be written. */
export interface WantedService {
  readonly name: string;
  readonly root: Root;
  /** The old file that all of this stood in. */
  readonly from: string;
  /** Comments of that file. */
  readonly remarks: readonly string[];
  readonly settings: readonly Setting[];
  readonly leftovers: readonly Leftover[];
}

/** The whole of a new `.railway/railway.ts`. */
export function newFile(project: string, services: readonly WantedService[], style: Style): string {
  const { unit, semicolon } = style;
  const environments = environmentsOf(services.flatMap(({ settings }) => settings));
  const taken = new Set<string>();
  const conditions = new Map<string, string>();
  const constants = environments.map((environment) => {
    const name = nameFor(environment, taken, 'environment');
    taken.add(name);
    conditions.set(environment, name);
    return `${unit}const ${name} = ctx.environment === ${quoted(environment, style)}${semicolon}`;
  });
  const names = services.map(({ name }) => {
    const constant = nameFor(name, taken, 'service');
    taken.add(constant);
    return constant;
  });
  const blocks = services.map((service, index) => serviceLines(service, `const ${names[index] ?? ''} = `, { indent: unit, conditions, style }));
  return `${[
    ...headLines(services),
    `import { defineRailway, project, service } from ${quoted('railway/iac', style)}${semicolon}`, '',
    `export default defineRailway((${constants.length > 0 ? 'ctx' : ''}) => {`,
    ...(constants.length > 0 ? [...constants, ''] : []),
    ...blocks.flatMap((block) => [...block, '']),
    `${unit}return project(${quoted(project, style)}, {`,
    `${unit}${unit}resources: [${names.join(', ')}],`,
    `${unit}})${semicolon}`,
    `})${semicolon}`,
  ].join('\n')}\n`;
}

function headLines(services: readonly WantedService[]): readonly string[] {
  const [first = '', ...others] = services.map(({ from }) => from);
  const from = others.length === 0 ? first : others.length === 1 ? `${first} and ${others[0] ?? ''}` : `${first} and ${others.length} other files`;
  return [
    `Made from ${from} by \`optimize migrate railway\`.`,
    'The names of the project and of its services must be the ones that they have on Railway.',
  ].map(commentLine);
}

interface Writing {
  /** What the file calls `service`. */
  readonly call?: string;
  readonly indent: string;
  readonly conditions: Conditions;
  readonly style: Style;
}

/** `const worker = service("worker", { ... });` with its comments; without a declaration the bare call. */
export function serviceLines(service: WantedService, declaration: string, { call: name = 'service', indent, conditions, style }: Writing): readonly string[] {
  const parts = [...rootPart(service, style), ...partsOf(service.settings, service.leftovers, { conditions, style })];
  const remarks = service.remarks.map((line) => indent + commentLine(line));
  const call = `${indent}${declaration}${name}(${quoted(service.name, style)}`;
  const end = declaration === '' ? ',' : style.semicolon;
  if (parts.length === 0) return [...remarks, `${call})${end}`];
  return [...remarks, `${call}, {`, ...linesOf(parts, indent + style.unit, style), `${indent}})${end}`];
}

/** No old file states the folder of a service. Where nothing but its own place speaks for it, it is only said. */
function rootPart({ root: { folder, isCertain }, from }: WantedService, style: Style): readonly Part[] {
  if (folder === '') return [];
  if (isCertain) return [textPart('root', folder, [`the folder of ${from}: see that it is the Root Directory of the service`], style)];
  return [{ kind: 'remark', lines: [`root: ${quoted(folder, style)}, if the folder of ${from} is the Root Directory of the service`] }];
}
