import { entryOf, findNode, stringOf, stringsOf, type DataEntry, type DataNode } from '../../documents/data.ts';
import type { Planned } from '../../model/change.ts';
import { valueOf } from '../../model/fact.ts';
import { folderOf } from '../../model/files.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { created, placeOf, refused } from '../planned.ts';
import { readTree } from './data-change.ts';

/** What stands for the provider's own entries in Nixpacks; Railpack knows the first one only. */
const PROVIDER = new Set(['...', '@auto']);
const SECRET = /KEY|SECRET|TOKEN|PASS|CREDENTIAL|PRIVATE|DSN/i;
/** Keys of a Nixpacks file that have a place in railpack.json. https://nixpacks.com/docs/configuration/file, https://railpack.com/config/file */
const KNOWN = {
  file: new Set(['phases', 'start', 'variables', '$schema']), start: new Set(['cmd']), phases: new Set(['setup', 'install', 'build']),
  setup: new Set(['aptPkgs', 'nixPkgs']), install: new Set(['cmds']), build: new Set(['cmds']),
} as const;

/** A part of railpack.json, or why a setting has no place there. */
type Part<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly because: string };

/** Makes a railpack.json that says what a Nixpacks file says; refused where anything of it would have to be guessed. */
export async function railpackFromNixpacks({ at: [evidence] }: Rewrite, { files, service }: FixContext): Promise<Planned> {
  const file = placeOf(evidence)?.file;
  const root = file === undefined ? undefined : await readTree(file);
  if (file === undefined || root === undefined) return refused(`${evidence.name} stands in no Nixpacks file that can be read`);
  const folder = folderOf(file.path);
  const target = folder === '' ? 'railpack.json' : `${folder}/railpack.json`;
  if (files.has(target)) return refused(`${target} is there already`);
  if (folder !== service.root) return refused(`${file.path} lies outside of the folder of ${service.name}`);
  const reason = unknownKey(root);
  if (reason !== undefined) return refused(`${reason} of ${file.path} has no equal in railpack.json`);
  const plan = planOf(root);
  const language = valueOf(service.facts['runtime.language']) ?? 'the program';
  // The steps that a file changes are there for these providers: core/providers of https://github.com/railwayapp/railpack
  if (findNode(root, ['phases']) !== undefined && !['node', 'python'].includes(language)) return refused(`the steps in which Railpack builds ${language} may be others`);
  if (!plan.ok) return refused(plan.because);
  const text = `${JSON.stringify({ $schema: 'https://schema.railpack.com', ...plan.value }, null, 2)}\n`;
  return created(target, text.replaceAll('\n', newlineOf(file.text)));
}

/** The first key that nothing in railpack.json stands for. */
function unknownKey(root: DataNode): string | undefined {
  const parts = [['', root, KNOWN.file], ['start.', findNode(root, ['start']), KNOWN.start], ['phases.', findNode(root, ['phases']), KNOWN.phases],
    ...(['setup', 'install', 'build'] as const).map((name) => [`phases.${name}.`, findNode(root, ['phases', name]), KNOWN[name]] as const)] as const;
  for (const [path, node, known] of parts) {
    const key = entriesOf(node).find((entry) => !known.has(entry.key))?.key;
    if (key !== undefined) return `${path}${key}`;
  }
  const packages = stringsOf(findNode(root, ['phases', 'setup', 'nixPkgs'])) ?? [];
  return packages.every((name) => PROVIDER.has(name)) ? undefined : 'phases.setup.nixPkgs';
}

function entriesOf(node: DataNode | undefined): readonly DataEntry[] {
  return node?.kind === 'object' ? node.entries : [];
}

function planOf(root: DataNode): Part<object> {
  const packages = namesOf(findNode(root, ['phases', 'setup', 'aptPkgs']));
  const apt = packages.length === 0 ? undefined : ['...', ...packages];
  const install = commandsOf(findNode(root, ['phases', 'install', 'cmds']));
  if (install !== undefined && !install.includes('...')) {
    return { ok: false, because: 'phases.install takes the place of what the builder installs by itself, and Railpack installs into other folders' };
  }
  const build = commandsOf(findNode(root, ['phases', 'build', 'cmds']));
  const variables = variablesOf(entryOf(root, 'variables')?.value);
  if (!variables.ok) return variables;
  const startCommand = stringOf(findNode(root, ['start', 'cmd']));
  const steps = { ...(install === undefined ? {} : { install: { commands: install } }), ...(build === undefined ? {} : { build: { commands: build } }) };
  const deploy = {
    ...(startCommand === undefined ? {} : { startCommand }), ...(apt === undefined ? {} : { aptPackages: apt }),
    ...(Object.keys(variables.value).length === 0 ? {} : { variables: variables.value }),
  };
  if (apt === undefined && Object.keys(steps).length + Object.keys(deploy).length === 0) return { ok: false, because: 'the file sets nothing' };
  return {
    ok: true,
    value: {
      ...(apt === undefined ? {} : { buildAptPackages: apt }), ...(Object.keys(steps).length === 0 ? {} : { steps }),
      ...(Object.keys(deploy).length === 0 ? {} : { deploy }),
    },
  };
}

function namesOf(node: DataNode | undefined): readonly string[] {
  return (stringsOf(node) ?? []).filter((name) => !PROVIDER.has(name));
}

function commandsOf(node: DataNode | undefined): readonly string[] | undefined {
  return stringsOf(node)?.map((command) => (PROVIDER.has(command) ? '...' : command));
}

/** Texts that are no settings of Nixpacks, and no secrets: those are better kept in the service's variables than copied. */
function variablesOf(node: DataNode | undefined): Part<Readonly<Record<string, string>>> {
  const entries = entriesOf(node);
  const own = entries.find(({ key }) => key.startsWith('NIXPACKS_'));
  if (own !== undefined) return { ok: false, because: `${own.key} is a setting of Nixpacks, and Railpack has its own names` };
  const secret = entries.find(({ key }) => SECRET.test(key));
  if (secret !== undefined) return { ok: false, because: `${secret.key} may be a secret, which is not copied` };
  const odd = entries.find(({ value }) => value.kind === 'object' || value.kind === 'array' || value.value === null);
  if (odd !== undefined) return { ok: false, because: `${odd.key} is no text` };
  return { ok: true, value: Object.fromEntries(entries.flatMap(({ key, value }) => (value.kind === 'object' || value.kind === 'array' ? [] : [[key, String(value.value)] as const]))) };
}
