import type { ObjectExpression, ObjectProperty, Program } from '@oxc-project/types';
import { insertAt, type TextEdit } from '../text/edit.ts';
import { indentAt, newlineOf } from '../text/layout.ts';
import type { Range } from '../text/range.ts';
import { callAt, objectAt, propertyNamed } from './code-places.ts';
import type { Conditions } from './environments.ts';
import { compare, type Existing, type ExistingService } from './existing.ts';
import { breakOpen, insertParts, isOpen, keepsLayout } from './insert.ts';
import type { WantedService } from './new-file.ts';
import { linesOf, partsOf, type Part } from './parts.ts';
import type { Leftover, Setting } from './settings.ts';
import { commentLine, type Style } from './style.ts';

/** What a service lacks, and what became of all that it does not lack. */
export interface Lack {
  readonly settings: readonly Setting[];
  readonly leftovers: readonly Leftover[];
  readonly outcomes: ReadonlyMap<string, { readonly status: 'present' | 'conflict'; readonly because: string | undefined }>;
}

/** The file that is merged into. */
export interface MergeTarget {
  readonly text: string;
  readonly program: Program;
  readonly existing: Existing;
  readonly style: Style;
}

/** Compares what a service should say with what the file says of it. */
export function lackOf(wanted: WantedService, service: ExistingService, { text, program, existing }: MergeTarget): Lack {
  const outcomes = new Map<string, { readonly status: 'present' | 'conflict'; readonly because: string | undefined }>();
  const lacking: Setting[] = [];
  const shut = whyShut(service, { program, existing });
  for (const setting of wanted.settings) {
    const comparison = compare(setting, service, existing);
    if (comparison.state === 'present') outcomes.set(setting.at, { status: 'present', because: undefined });
    else if (comparison.state === 'conflict') outcomes.set(setting.at, { status: 'conflict', because: comparison.because });
    else {
      const because = shut ?? whyShutSection(setting.at, service, program);
      if (because === undefined) lacking.push(setting);
      else outcomes.set(setting.at, { status: 'conflict', because });
    }
  }
  const isNew = ({ remark, field }: Leftover) => [...field.remarks.above, ...field.remarks.beside, ...field.remarks.below, ...(remark === undefined ? [] : [remark])].some((line) => !text.includes(commentLine(line)));
  return { settings: lacking, outcomes, leftovers: shut === undefined ? wanted.leftovers.filter(isNew) : [] };
}

/** Why nothing can be added to a service; undefined where it can. */
function whyShut(service: ExistingService, { program, existing }: Pick<MergeTarget, 'program' | 'existing'>): string | undefined {
  const [call, ...others] = service.calls;
  const isLooped = existing.services.some((other) => other !== service && other.calls.some(({ start }) => start === call?.start));
  if (call === undefined || others.length > 0 || isLooped) return 'the service is written in several places, or together with others';
  const [first] = service.configs;
  if (first === undefined || (first.range.end === 0 && first.kind === 'object')) return undefined;
  const same = service.configs.every(({ range, kind }) => kind === 'object' && range.start === first.range.start && range.end === first.range.end);
  if (!same || objectAt(program, first.range) === undefined) return 'the settings of the service are calculated';
  const isShared = existing.services.some((other) => other !== service && other.configs.some(({ range }) => range.start === first.range.start && range.end > 0));
  return isShared ? 'other services have the same object of settings' : undefined;
}

/** The same of `build` and `deploy`. */
function whyShutSection(at: string, { configs: [config] }: ExistingService, program: Program): string | undefined {
  const section = at.includes('.') ? at.slice(0, at.indexOf('.')) : undefined;
  if (section === undefined || config?.kind !== 'object') return undefined;
  const value = config.properties.get(section)?.value;
  if (value === undefined || value.kind === 'nothing') return undefined;
  const written = objectOf(config.range, program);
  const property = written === undefined ? undefined : propertyNamed(written, section);
  if (property?.value.type === 'ObjectExpression' || (section === 'build' && property?.value.type === 'Literal')) return undefined;
  return `${section} is calculated there`;
}

function objectOf(range: { readonly start: number; readonly end: number }, program: Program): ObjectExpression | undefined {
  return range.end === 0 ? undefined : objectAt(program, range);
}

/** The edits that give a service what it lacks. */
export function serviceEdits(service: ExistingService, lack: Lack, { text, program, style }: MergeTarget, conditions: Conditions): readonly TextEdit[] {
  const parts = partsOf(lack.settings, lack.leftovers, { conditions, style });
  if (parts.length === 0) return [];
  const [config] = service.configs;
  const object = config === undefined ? undefined : objectOf(config.range, program);
  if (object === undefined) return newConfig(text, service, parts, { program, style });
  const inner: Inner[] = [];
  const rest: Part[] = [];
  for (const part of parts) {
    const value = part.kind === 'remark' ? undefined : propertyNamed(object, part.key)?.value;
    if (value === undefined) rest.push(part);
    else inner.push({ value, parts: partsIn(part) });
  }
  return editsIn(text, object, { inner, rest }, style);
}

/** A value inside of the settings that gets more parts. */
interface Inner {
  readonly value: ObjectProperty['value'];
  readonly parts: readonly Part[];
}

/** Where something inside of an object on one line takes lines of its own, the object does so too. */
function editsIn(text: string, object: ObjectExpression, { inner, rest }: { readonly inner: readonly Inner[]; readonly rest: readonly Part[] }, style: Style): readonly TextEdit[] {
  const outer = indentAt(text, object.start);
  const staysClosed = keepsLayout(text, object, rest, style) && inner.every(({ value, parts }) => value.type === 'ObjectExpression' && keepsLayout(text, value, parts, style));
  const isBroken = !isOpen(text, object) && !staysClosed;
  const edits = inner.flatMap(({ value, parts }) => {
    const layout = { style, outer: isBroken ? outer + style.unit : indentAt(text, value.start) };
    return value.type === 'ObjectExpression' ? insertParts(text, value, parts, layout) : withCommand(text, value, parts, layout);
  });
  return [...edits, ...(isBroken ? breakOpen(text, object, rest, { style, outer }) : insertParts(text, object, rest, { style, outer }))];
}

/** The parts of a section; `build: "..."` is a section of one. */
function partsIn(part: Part): readonly Part[] {
  if (part.kind === 'object') return part.parts;
  return part.kind === 'property' && part.key === 'build' ? [{ ...part, key: 'buildCommand' }] : [part];
}

/** `build: "make"` becomes an object, so that more can be said of the build. */
function withCommand(text: string, command: Range, parts: readonly Part[], { style, outer }: { readonly style: Style; readonly outer: string }): readonly TextEdit[] {
  const newline = newlineOf(text);
  const inner = outer + style.unit;
  const lines = linesOf(parts, inner, style).join(newline);
  return [
    insertAt(command.start, `{${newline}${inner}buildCommand: `),
    insertAt(command.end, `,${newline}${lines}${newline}${outer}}`),
  ];
}

/** `service("web")` gets its first settings. */
function newConfig(text: string, { calls: [call] }: ExistingService, parts: readonly Part[], { program, style }: Pick<MergeTarget, 'program' | 'style'>): readonly TextEdit[] {
  const last = call === undefined ? undefined : callAt(program, call)?.arguments.at(-1);
  if (last === undefined) return [];
  const outer = indentAt(text, last.start);
  const newline = newlineOf(text);
  return [insertAt(last.end, `, {${newline}${linesOf(parts, outer + style.unit, style).join(newline)}${newline}${outer}}`)];
}
