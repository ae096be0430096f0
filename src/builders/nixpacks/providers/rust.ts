import { entryOf, findNode, stringOf, stringsOf } from '../../../documents/data.ts';
import type { DataNode } from '../../../documents/data.ts';
import { parseToml } from '../../../documents/toml.ts';
import { declared } from '../../../model/fact.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { findFiles, findFolders, hasFile, hasFolder, readFile, settingOf, textOf } from '../app.ts';
import type { App } from '../app.ts';
import { NO_START, fileFact, shownBy, startWith, unknownStart } from '../plan.ts';
import type { Plan, Provider, Start } from '../plan.ts';
import { shortVersion } from '../../shared/version-text.ts';
import { planVersion, settingSource, sourceAt, versionName } from '../versions.ts';
import type { VersionRule, VersionSource } from '../versions.ts';
import { matchesWildcard } from '../wildcard.ts';

const START_VARIABLES = ['CARGO_WORKSPACE', 'RUST_BIN'] as const;

export const rust: Provider = {
  name: 'rust', language: 'rust', source: 'rust.rs',
  detects: (app) => (hasFile(app, 'Cargo.toml') ? 'Cargo.toml' : undefined),
  plan: planRust,
  startVariables: START_VARIABLES,
};

/** Rust that runs on the lunatic virtual machine. */
export const lunatic: Provider = {
  name: 'lunatic', language: 'rust', source: 'lunatic.rs',
  detects: (app) => {
    const runs = /runner\s*=\s*"lunatic"/.test(textOf(app, '.cargo/config.toml'));
    return runs && hasFile(app, 'Cargo.toml') ? 'Cargo.toml' : undefined;
  },
  plan: async (app) => {
    const plan = await planRust(app);
    return plan.start.kind === 'command' ? { ...plan, start: startWith(`lunatic ${plan.start.command}`) } : plan;
  },
  startVariables: START_VARIABLES,
};

/** A Cargo.toml, undefined where there is none that can be read. */
interface Manifest {
  readonly file: SourceFile;
  readonly root: DataNode;
}

async function readManifest(app: App, path: string): Promise<Manifest | undefined> {
  const file = readFile(app, path);
  const parsed = file === undefined ? undefined : await parseToml(file.text);
  return file !== undefined && parsed?.ok === true ? { file, root: parsed.document.root } : undefined;
}

async function planRust(app: App): Promise<Plan> {
  const manifest = await readManifest(app, 'Cargo.toml');
  return {
    start: manifest === undefined && hasFile(app, 'Cargo.toml')
      ? unknownStart('nixpacks stops at Cargo.toml, which is no TOML')
      : await planStart(app, manifest),
    versions: [planVersion(RULE, [settingSource(app, 'RUST_VERSION'), toolchainSource(app), manifestSource(manifest)])],
    packageManager: shownBy(app, 'runtime.packageManager', 'cargo', 'Cargo.toml'),
    manifest: fileFact(app, 'runtime.manifest', 'Cargo.toml'),
    lockFile: fileFact(app, 'runtime.lockFile', 'Cargo.lock'),
  };
}

const RULE: VersionRule = {
  tool: 'rust', resolve: (written) => shortVersion(written) ?? written, fallback: undefined, offers: 'the releases of Rust',
  unknown: 'nixpacks installs the stable Rust of the day of the build', source: 'rust.rs',
};

/** The toolchain file, whose channel rustup reads: https://rust-lang.github.io/rustup/overrides.html#the-toolchain-file */
function toolchainSource(app: App): VersionSource | undefined {
  const path = ['rust-toolchain', 'rust-toolchain.toml'].find((candidate) => hasFile(app, candidate));
  const file = path === undefined ? undefined : readFile(app, path);
  if (file === undefined || path === undefined) return undefined;
  const match = /^\s*(?:\[toolchain\]\s*)?(?:channel\s*=\s*["'])?([\w.-]+)/.exec(file.text.slice(0, 2000));
  const end = match === null ? 0 : match[0].length;
  const range = match === null ? undefined : { start: end - (match[1] ?? '').length, end };
  return sourceAt(file, range, { tool: 'rust', by: 'rust-toolchain', label: path });
}

function manifestSource(manifest: Manifest | undefined): VersionSource | undefined {
  const node = findNode(manifest?.root, ['package', 'rust-version']);
  if (manifest === undefined || node?.kind !== 'string') return undefined;
  return { at: declared(versionName('rust'), String(node.value), manifest.file, node.range), by: 'rust-version', label: 'Cargo.toml' };
}

async function planStart(app: App, manifest: Manifest | undefined): Promise<Start> {
  const named = settingOf(app, 'CARGO_WORKSPACE');
  if (named !== undefined) return startWith(`./bin/${named}`);
  const member = await findMember(app, findNode(manifest?.root, ['workspace']));
  if (member?.kind === 'broken') return unknownStart(`nixpacks stops: ${member.path}/Cargo.toml is missing or no TOML`);
  if (member?.kind === 'binary') return startWith(`./bin/${member.name}`);
  const binary = chooseBinary(app, manifest);
  if (binary === undefined) return NO_START;
  const isWasm = /target\s*=\s*"wasm32-wasi"/.test(textOf(app, '.cargo/config.toml'));
  return startWith(`./bin/${binary}${isWasm ? '.wasm' : ''}`);
}

type Member = { readonly kind: 'binary'; readonly name: string } | { readonly kind: 'broken'; readonly path: string };

/** More members than any real workspace has. */
const MOST = 1000;

/** The first member with a program, default members first, in the order of their lists. */
async function findMember(app: App, workspace: DataNode | undefined): Promise<Member | undefined> {
  const lists = ['default-members', 'members'].flatMap((key) => stringsOf(entryOf(workspace, key)?.value) ?? []);
  if (lists.length === 0) return undefined;
  const excluded = stringsOf(entryOf(workspace, 'exclude')?.value) ?? [];
  const all = findFolders(app, () => true);
  for (const pattern of lists.slice(0, MOST).filter((member) => !excluded.includes(member))) {
    const folders = /[*?]/.test(pattern) ? all.filter((folder) => matchesWildcard(pattern, folder)) : [pattern];
    for (const folder of folders) {
      const manifest = await readManifest(app, `${folder}/Cargo.toml`);
      if (manifest === undefined) return { kind: 'broken', path: folder };
      const name = programOf(app, folder, manifest);
      if (name !== undefined) return { kind: 'binary', name };
    }
  }
  return undefined;
}

/** The name of a package that has a program, or at least no library. */
function programOf(app: App, folder: string, { root }: Manifest): string | undefined {
  const hasProgram = findNode(root, ['bin'])?.kind === 'array' || hasFile(app, `${folder}/src/main.rs`) || hasFolder(app, `${folder}/src/bin`);
  const hasLibrary = findNode(root, ['lib'])?.kind === 'object' || hasFile(app, `${folder}/src/lib.rs`);
  return hasProgram || !hasLibrary ? stringOf(findNode(root, ['package', 'name'])) : undefined;
}

/** The program that is started: the only one, the one that is named, or the default of the manifest. */
function chooseBinary(app: App, manifest: Manifest | undefined): string | undefined {
  const name = stringOf(findNode(manifest?.root, ['package', 'name']));
  const main = name !== undefined && hasFile(app, 'src/main.rs') ? [name] : [];
  const others = findFiles(app, (path) => path.startsWith('src/bin/')).map((path) => {
    const file = path.slice(path.lastIndexOf('/') + 1);
    return file.slice(0, Math.max(0, file.lastIndexOf('.')));
  });
  const binaries = [...main, ...others];
  if (binaries.length <= 1) return binaries[0];
  const wanted = settingOf(app, 'RUST_BIN');
  if (wanted !== undefined) return binaries.find((binary) => binary === wanted);
  return stringOf(findNode(manifest?.root, ['package', 'default-run']));
}
