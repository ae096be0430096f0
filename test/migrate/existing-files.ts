import * as fc from 'fast-check';

/** How a generated file is laid out. */
interface Looks {
  readonly quote: string;
  readonly unit: string;
  readonly newline: string;
  readonly semicolon: string;
  readonly isWide: boolean;
  readonly hasLastComma: boolean;
  readonly hasComments: boolean;
}

interface Property {
  readonly key: string;
  readonly value: string | readonly Property[];
}

const looks: fc.Arbitrary<Looks> = fc.record({
  quote: fc.constantFrom('"', "'"), unit: fc.constantFrom('  ', '    ', '\t'), newline: fc.constantFrom('\n', '\r\n'), semicolon: fc.constantFrom(';', ''),
  isWide: fc.boolean(), hasLastComma: fc.boolean(), hasComments: fc.boolean(),
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const property = (key: string, value: string | readonly Property[]): Property => ({ key, value });

/** The start command in each of the places where the SDK takes it. */
const start = fc.constantFrom(
  property('start', '"old start"'), property('startCommand', '"old start"'), property('run', [property('command', '"old start"'), property('healthcheckTimeout', '7')]),
  property('start', 'ctx.environment === "staging" ? "old staging" : "old start"'), property('start', 'OLD_START'),
);
const build = fc.constantFrom(
  property('build', '"old build"'), property('build', [property('builder', '"RAILPACK"')]), property('build', []),
  property('build', [property('buildCommand', '"old build"'), property('watchPatterns', '["old/**"]')]),
);
const deploy = fc.constantFrom(
  property('deploy', [property('numReplicas', '2')]), property('deploy', []), property('deploy', [property('cronSchedule', '"1 2 3 4 5"'), property('sleepApplication', 'true')]),
  property('deploy', [property('startCommand', '"deploy start"'), property('multiRegionConfig', [property('"us-west2"', [property('numReplicas', '4')])])]),
);
const replicas = fc.constantFrom(property('replicas', '3'), property('replicas', [property('"us-west2"', '2'), property('"us-east4-eqdc4a"', [property('count', '1')])]));
const others = fc.constantFrom(property('env', [property('SECRET', 'preserve()'), property('MODE', '"old"')]), property('source', 'github("acme/shop", { rootDirectory: "/web" })'));
const service = fc.tuple(maybe(others), maybe(build), maybe(start), maybe(replicas), maybe(deploy))
  .map((properties) => properties.filter((each) => each !== undefined));

/** An existing railway.ts with the service `web`, and often another one. */
export const existingFile: fc.Arbitrary<string> = fc
  .tuple(service, maybe(service), fc.constantFrom('block', 'expression', 'function'), fc.constantFrom('list', 'lines'), looks)
  .map(([web, api, shape, list, layout]) => {
    const names = [...(web === undefined ? [] : ['web']), ...(api === undefined ? [] : ['api'])];
    const call = (name: string, properties: readonly Property[], level: number) => `service("${name}"${properties.length === 0 ? (layout.isWide ? ', {}' : '') : `, ${written(properties, level, layout)}`})`;
    const { unit, semicolon, hasComments } = layout;
    const calls = new Map([['web', web], ...(api === undefined ? [] : [['api', api] as const])]);
    const items = shape === 'expression' ? names.map((name) => call(name, calls.get(name) ?? [], 2)) : names;
    const resources = list === 'list' ? `[${items.join(', ')}]` : `[\n${items.map((item) => `${unit}${unit}${item}`).join(',\n')}${layout.hasLastComma ? ',' : ''}\n${unit}]`;
    const project = `project("shop", {${layout.isWide ? ' ' : `\n${unit}${unit}`}resources: ${resources}${layout.isWide ? ' ' : `\n${unit}`}})`;
    const constants = names.map((name) => `${unit}const ${name} = ${call(name, calls.get(name) ?? [], 1)}${semicolon}${hasComments ? ' // kept' : ''}`);
    const usesContext = JSON.stringify([web, api]).includes('ctx.');
    const head = shape === 'function' ? `async function (${usesContext ? 'ctx' : ''})` : `(${usesContext ? 'ctx' : ''}) =>`;
    const body = shape === 'expression' ? project : `{\n${hasComments ? `${unit}/* first */\n` : ''}${constants.join('\n')}\n\n${unit}return ${project}${semicolon}\n}`;
    const text = [
      `import { defineRailway, github, preserve, project, service } from "railway/iac"${semicolon}`, '', `const OLD_START = "old constant"${semicolon}`, '',
      `export default defineRailway(${head} ${body})${semicolon}`, ...(hasComments ? ['// the end'] : ['']),
    ].join('\n');
    return (layout.quote === "'" ? text.replaceAll('"', "'") : text).replaceAll('\n', layout.newline);
  });

function written(properties: readonly Property[], level: number, layout: Looks): string {
  const { unit, isWide, hasLastComma, hasComments } = layout;
  const texts = properties.map(({ key, value }) => `${key}: ${typeof value === 'string' ? value : written(value, level + 1, layout)}`);
  if (texts.length === 0) return '{}';
  if (isWide) return `{ ${texts.join(', ')}${hasLastComma ? ',' : ''} }`;
  const indent = unit.repeat(level + 1);
  const comments = hasComments ? [`${indent}// last of ${level}`] : [];
  const lines = texts.map((text, index) => `${indent}${text}${index < texts.length - 1 || hasLastComma ? ',' : ''}${hasComments && index === 0 ? ' // beside' : ''}`);
  return `{\n${[...lines, ...comments].join('\n')}\n${unit.repeat(level)}}`;
}
