import { settingCode, type Conditions } from './environments.ts';
import type { Leftover, Setting } from './settings.ts';
import { commentLine, quoted, WIDEST, type Style } from './style.ts';

/** A piece of an object literal: a property, an object of further pieces, or comments. */
export type Part =
  | { readonly kind: 'property'; readonly key: string; readonly code: (at: { readonly indent: string; readonly column: number }) => string; readonly remarks: PartRemarks }
  | { readonly kind: 'object'; readonly key: string; readonly parts: readonly Part[] }
  | { readonly kind: 'remark'; readonly lines: readonly string[] };

interface PartRemarks {
  readonly above: readonly string[];
  readonly beside: readonly string[];
  readonly below: readonly string[];
}

/** An object with no more columns than this stays on one line. */
const WIDEST_OBJECT = 80;

/** What goes into `service(...)` for some settings and leftovers. */
export function partsOf(settings: readonly Setting[], leftovers: readonly Leftover[], { conditions, style }: { readonly conditions: Conditions; readonly style: Style }): readonly Part[] {
  const property = (setting: Setting, key: string): Part => ({
    kind: 'property', key, remarks: remarksOf(setting), code: (at) => settingCode(setting, conditions, style, at),
  });
  const below = (section: string) => settings.filter(({ at }) => at.startsWith(`${section}.`)).map((setting) => property(setting, setting.at.slice(section.length + 1)));
  const of = (section: Leftover['section']) => leftovers.filter((each) => each.section === section).flatMap(leftoverPart);
  const flat = settings.filter(({ at }) => !at.includes('.')).map((setting) => property(setting, setting.at));
  return [...of(undefined), ...sectionParts('build', below('build'), of('build')), ...flat, ...sectionParts('deploy', below('deploy'), of('deploy'))];
}

/** `build: "..."` where nothing else is said of the build, as Railway's pages write it. */
function sectionParts(key: 'build' | 'deploy', properties: readonly Part[], remarks: readonly Part[]): readonly Part[] {
  const [first] = properties;
  if (first === undefined) return remarks;
  if (key === 'build' && properties.length === 1 && first.kind === 'property' && first.key === 'buildCommand') return [{ ...first, key }, ...remarks];
  return [{ kind: 'object', key, parts: [...properties, ...remarks] }];
}

function leftoverPart({ field, remark }: Leftover): readonly Part[] {
  const { above, beside, below } = field.remarks;
  const lines = [...above, ...beside, ...(remark === undefined ? [] : [remark]), ...below];
  return lines.length === 0 ? [] : [{ kind: 'remark', lines }];
}

/** Comments of all fields that a setting was made of. */
function remarksOf({ fields }: Setting): PartRemarks {
  const all = fields.map(({ field }) => field.remarks);
  return { above: all.flatMap(({ above }) => above), beside: all.flatMap(({ beside }) => beside), below: all.flatMap(({ below }) => below) };
}

/** A property that holds a text, with a remark beside it. */
export function textPart(key: string, text: string, beside: readonly string[], style: Style): Part {
  return { kind: 'property', key, remarks: { above: [], beside, below: [] }, code: () => quoted(text, style) };
}

/** The lines of some parts inside an object. */
export function linesOf(parts: readonly Part[], indent: string, style: Style): readonly string[] {
  return parts.flatMap((part): readonly string[] => {
    if (part.kind === 'remark') return part.lines.map((line) => indent + commentLine(line));
    if (part.kind === 'property') return propertyLines(part, indent);
    const line = objectLine(part, indent);
    if (line !== undefined) return [line];
    return [`${indent}${part.key}: {`, ...linesOf(part.parts, indent + style.unit, style), `${indent}},`];
  });
}

function propertyLines({ key, code, remarks }: Extract<Part, { readonly kind: 'property' }>, indent: string): readonly string[] {
  const { above, beside, below } = remarks;
  const comments = (lines: readonly string[]) => lines.map((line) => indent + commentLine(line));
  const written = `${indent}${key}: ${code({ indent, column: indent.length + key.length + 2 })},`;
  const [only] = beside;
  if (beside.length === 1 && only !== undefined && !written.includes('\n') && written.length + only.length < WIDEST) {
    return [...comments(above), `${written} ${commentLine(only)}`, ...comments(below)];
  }
  return [...comments(above), ...comments(beside), ...written.split('\n'), ...comments(below)];
}

/** `build: { builder: "DOCKERFILE" },` where it is short and nothing is remarked. */
function objectLine({ key, parts }: Extract<Part, { readonly kind: 'object' }>, indent: string): string | undefined {
  const texts: string[] = [];
  for (const part of parts) {
    if (part.kind !== 'property' || Object.values(part.remarks).some((lines) => lines.length > 0)) return undefined;
    texts.push(`${part.key}: ${part.code({ indent: '', column: 0 })}`);
  }
  const line = `${indent}${key}: { ${texts.join(', ')} },`;
  return texts.length <= 3 && !line.includes('\n') && line.length <= WIDEST_OBJECT ? line : undefined;
}
