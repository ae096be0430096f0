import { findNode, stringOf, stringsOf } from '../../../documents/data.ts';
import type { DataNode } from '../../../documents/data.ts';
import { parseToml } from '../../../documents/toml.ts';
import { baseName } from '../../../model/files.ts';
import { firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';
import { rustTool } from './rust-versions.ts';

/** Strings of `[package]`; railpack reads nothing of a Cargo.toml where one of them is of another kind. */
const STRINGS = [
  'name', 'version', 'rust-version', 'edition', 'description', 'license', 'repository', 'homepage', 'documentation', 'readme',
  'default-run',
];
const LISTS = ['authors', 'keywords', 'categories', 'exclude', 'include'];

/** Patterns of members that are looked at. */
const MOST_MEMBERS = 200;

/** Railpack's Rust: it starts one program of the package, or of a workspace's member. */
export const rust: Provider = {
  name: 'rust',
  language: 'rust',
  source: 'providers/rust/rust.go',
  detect: ({ folder }) => firstOf(folder, ['Cargo.toml']),
  async plan(input) {
    const { folder } = input;
    const cargo = await readCargo(input, 'Cargo.toml');
    const plan: Plan = {
      startCommand: await startCommand(input, cargo),
      tools: [await rustTool(input, cargo)],
      manifest: firstOf(folder, ['Cargo.toml']),
      lockFile: firstOf(folder, ['Cargo.lock']),
    };
    return plan;
  },
};

/** A Cargo.toml as railpack decodes it: a field that a workspace passes on (`version.workspace = true`) makes it fail. */
async function readCargo({ folder }: BuildInput, path: string): Promise<DataNode | undefined> {
  const text = folder.text(path);
  const parsed = text === undefined ? undefined : await parseToml(text);
  if (parsed?.ok !== true) return undefined;
  const root = parsed.document.root;
  const isKind = (key: string, kind: DataNode['kind']) => (findNode(root, ['package', key])?.kind ?? kind) === kind;
  const decodes = STRINGS.every((key) => isKind(key, 'string')) && LISTS.every((key) => isKind(key, 'array'))
    && isKind('publish', 'boolean');
  return decodes ? root : undefined;
}

async function startCommand(input: BuildInput, cargo: DataNode | undefined): Promise<string | undefined> {
  const member = input.settings.variable('CARGO_WORKSPACE') || (await workspaceProgram(input, cargo));
  if (member) return `./bin/${member}`;
  const program = chooseProgram(input, cargo);
  if (program === undefined) return undefined;
  const isWasm = /target\s{0,20}=\s{0,20}"wasm32-wasi"/.test(input.folder.text('.cargo/config.toml') ?? '');
  return `./bin/${program}${isWasm ? '.wasm' : ''}`;
}

/** The only program, or that of RAILPACK_RUST_BIN, or `default-run`. */
function chooseProgram(input: BuildInput, cargo: DataNode | undefined): string | undefined {
  const programs = programsOf(input, cargo);
  if (programs.length === 1) return programs[0];
  if (programs.length === 0) return undefined;
  const wanted = input.settings.variable('RUST_BIN');
  if (wanted) return programs.find((program) => program === wanted);
  return stringOf(findNode(cargo, ['package', 'default-run'])) || undefined;
}

function programsOf({ folder }: BuildInput, cargo: DataNode | undefined): readonly string[] {
  const name = stringOf(findNode(cargo, ['package', 'name'])) ?? '';
  const main = name !== '' && folder.has('src/main.rs') ? [name] : [];
  const others = folder.find('src/bin/*').map(baseName).filter((file) => file.includes('.'));
  return [...main, ...others.map((file) => file.slice(0, file.lastIndexOf('.')))];
}

/** The first member of the workspace that is a program; default members come first. */
async function workspaceProgram(input: BuildInput, cargo: DataNode | undefined): Promise<string | undefined> {
  const workspace = findNode(cargo, ['workspace']);
  const members = stringsOf(findNode(workspace, ['members']));
  if (members === undefined) return undefined;
  const excluded = stringsOf(findNode(workspace, ['exclude'])) ?? [];
  const wanted = [...(stringsOf(findNode(workspace, ['default-members'])) ?? []), ...members];
  for (const member of wanted.slice(0, MOST_MEMBERS).filter((one) => !excluded.includes(one))) {
    const folders = /[*?]/.test(member) ? input.folder.findFolders(member) : [member];
    for (const folder of folders) {
      const program = await memberProgram(input, folder);
      if (program !== undefined) return program;
    }
  }
  return undefined;
}

/** The name of a member that has a program, or that has no library. */
async function memberProgram(input: BuildInput, member: string): Promise<string | undefined> {
  const cargo = await readCargo(input, `${member}/Cargo.toml`);
  const name = stringOf(findNode(cargo, ['package', 'name']));
  if (!name) return undefined;
  const isProgram = ['src/main.rs', 'src/bin'].some((path) => input.folder.has(`${member}/${path}`))
    || findNode(cargo, ['bin'])?.kind === 'array';
  return isProgram || !input.folder.has(`${member}/src/lib.rs`) ? name : undefined;
}
