import type { Program } from '@oxc-project/types';
import { runRailwayTs } from '../adapters/railway-ts.ts';
import { unknownValue } from '../adapters/railway-ts-values.ts';
import { parseTypeScript } from '../documents/typescript.ts';
import { javaScriptStyle } from '../fixes/templates/javascript-style.ts';
import type { SourceFile } from '../model/source-file.ts';
import { applyEdits, insertAt, type TextEdit } from '../text/edit.ts';
import { indentAt, lineStart, newlineOf } from '../text/layout.ts';
import { importedService, nameEnvironments, statementIndent } from './callback-names.ts';
import { codePlaces, sdkImport, type CodePlaces } from './code-places.ts';
import { environmentsOf, nameFor, type Conditions } from './environments.ts';
import { followExisting, isImage, rootOf, type Existing, type ExistingService } from './existing.ts';
import { insertItems, ownIndent } from './insert.ts';
import type { Outcomes } from './ledger.ts';
import { lackOf, serviceEdits, type Lack, type MergeTarget } from './merge-service.ts';
import { serviceLines, type WantedService } from './new-file.ts';
import type { Style } from './style.ts';

/** A service that is wanted, and how its name is known: from the user, from `railway.<name>.json`, or not at all. */
export type NamedService = WantedService & { readonly isNamed: boolean; readonly hasOwnName: boolean };

/** An existing file with what it lacked. */
export interface Merged {
  readonly text: string;
  /** What became of the settings of each wanted service that the file had, in their order; and its name there. */
  readonly services: readonly { readonly name: string; readonly outcomes: Outcomes }[];
  readonly notices: readonly string[];
}

type Result = { readonly ok: true; readonly merged: Merged } | { readonly ok: false; readonly because: string };

/** Adds to an existing file what it lacks. What it says stays as it is. */
export async function mergeFile(file: SourceFile, wanted: readonly NamedService[]): Promise<Result> {
  const parsed = await parseTypeScript(file.path, file.text);
  if (!parsed.ok) return { ok: false, because: `${file.path} does not parse: ${parsed.problem.message}` };
  const program = parsed.document;
  const run = runRailwayTs(program, unknownValue('it is known only when Railway evaluates the file', { start: 0, end: 0 }));
  const existing = followExisting(program, environmentsOf(wanted.flatMap(({ settings }) => settings)));
  if (run?.callback === undefined || existing === undefined) return { ok: false, because: `${file.path} exports no defineRailway(...) by default` };
  const target: MergeTarget = { text: file.text, program, existing, style: styleOf(file.text, program) };
  const matches = wanted.map((service) => matchOf(service, wanted, existing));
  const lacks = wanted.map((service, index) => {
    const match = matches[index];
    return match === undefined ? undefined : lackOf(service, match.service, target);
  });
  const edited = editsFor({ wanted, matches, lacks, target, places: codePlaces(program, run.callback.syntax) });
  if (typeof edited === 'string') return { ok: false, because: edited };
  return {
    ok: true,
    merged: {
      text: applyEdits(file.text, edited),
      notices: wanted.flatMap((service, index) => matches[index] === undefined ? newServiceNotice(service) : matches[index].notice ?? []),
      services: wanted.map((service, index) => ({ name: matches[index]?.service.name ?? service.name, outcomes: lacks[index]?.outcomes ?? new Map() })),
    },
  };
}

function newServiceNotice({ name, from }: NamedService): string {
  return `The file has no service ${name}, so one is added. If ${from} belongs to a service of another name, --service-name ${from}=NAME says so.`;
}

interface Match {
  readonly service: ExistingService;
  readonly notice: string | undefined;
}

/** The service of the file that an old file is about: by name, by folder, or as the only ones that are left on both sides. */
function matchOf(wanted: NamedService, all: readonly NamedService[], { services }: Existing): Match | undefined {
  const named = services.find(({ name }) => name === wanted.name);
  if (named !== undefined) return { service: named, notice: undefined };
  if (wanted.isNamed) return undefined;
  const taken = (service: ExistingService) => all.some(({ name }) => name === service.name);
  const { folder } = wanted.root;
  const sameRoot = folder === '' ? [] : services.filter((service) => rootOf(service) === folder && !taken(service));
  const [byRoot] = sameRoot;
  if (byRoot !== undefined && sameRoot.length === 1) return { service: byRoot, notice: `${wanted.from} is taken for the service ${byRoot.name}, which is built from ${folder}.` };
  const free = services.filter((service) => !taken(service) && !isImage(service));
  const [only] = free;
  const rivals = all.filter((each) => !each.isNamed && !each.hasOwnName && !services.some(({ name }) => name === each.name));
  if (only === undefined || free.length !== 1 || rivals.length !== 1 || wanted.hasOwnName) return undefined;
  const root = rootOf(only);
  if (root !== undefined && root !== '' && root !== folder) return undefined;
  return { service: only, notice: `${wanted.from} is taken for the service ${only.name}, the only one of the file that no other old file is about. --service-name ${wanted.from}=NAME says otherwise.` };
}

interface Plan {
  readonly wanted: readonly NamedService[];
  readonly matches: readonly (Match | undefined)[];
  readonly lacks: readonly (Lack | undefined)[];
  readonly target: MergeTarget;
  readonly places: CodePlaces;
}

/** All edits of the file, or why they cannot be made. */
function editsFor({ wanted, matches, lacks, target, places }: Plan): readonly TextEdit[] | string {
  const { text, program, style } = target;
  const fresh = wanted.filter((_, index) => matches[index] === undefined);
  const settings = [...lacks.flatMap((lack) => lack?.settings ?? []), ...fresh.flatMap((service) => service.settings)];
  const named = nameEnvironments(text, environmentsOf(settings), places, style);
  if (named === undefined) return 'its function has no parameter by which it could ask for the environment';
  const { conditions } = named;
  const edits: TextEdit[] = [...named.edits];
  for (const [index, lack] of lacks.entries()) {
    const match = matches[index];
    if (lack !== undefined && match !== undefined) edits.push(...serviceEdits(match.service, lack, target, conditions));
  }
  if (fresh.length === 0) return edits;
  const imported = importedService(text, sdkImport(program));
  if (imported === undefined) return 'it imports the names of the SDK in a way that cannot be extended';
  const added = addedServices(fresh, { text, places, style, conditions, call: imported.name });
  return typeof added === 'string' ? added : [...edits, ...imported.edits, ...added];
}

interface Adding {
  readonly text: string;
  readonly places: CodePlaces;
  readonly style: Style;
  readonly conditions: Conditions;
  /** What `service` is called. */
  readonly call: string;
}

/** New services: each a constant before the project is returned, and an item of its resources. */
function addedServices(services: readonly WantedService[], { text, places, style, conditions, call }: Adding): readonly TextEdit[] | string {
  const { resources, returned, names } = places;
  if (resources === undefined) return 'its resources are no plain list, so no service can be added';
  const newline = newlineOf(text);
  const taken = new Set([...names, ...conditions.values()]);
  const indent = statementIndent(text, returned?.start);
  const itemIndent = ownIndent(text, resources.elements.at(-1)?.start ?? resources.start) ?? indentAt(text, resources.start);
  const items: string[] = [];
  const blocks: string[] = [];
  for (const service of services) {
    if (indent === undefined) {
      items.push(inlineItem(serviceLines(service, '', { call, indent: itemIndent, conditions, style }).join(newline)));
      continue;
    }
    const constant = nameFor(service.name, taken, 'service');
    taken.add(constant);
    items.push(constant);
    blocks.push(serviceLines(service, `const ${constant} = `, { call, indent, conditions, style }).join(newline) + newline + newline);
  }
  const declarations = returned === undefined || blocks.length === 0 ? [] : [insertAt(lineStart(text, returned.start), blocks.join(''))];
  return [...declarations, ...insertItems(text, resources, items)];
}

/** A call as an item of a list: without the blanks before it and the comma after it. */
function inlineItem(code: string): string {
  return code.trimStart().replace(/,$/, '');
}

/** How most of a file is written. */
function styleOf(text: string, program: Program): Style {
  const { indent, quote, semicolons } = javaScriptStyle(text, program);
  return { unit: indent, quote, semicolon: semicolons ? ';' : '' };
}
