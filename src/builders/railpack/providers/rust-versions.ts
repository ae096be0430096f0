import { findNode, stringOf } from '../../../documents/data.ts';
import type { DataNode } from '../../../documents/data.ts';
import { parseToml } from '../../../documents/toml.ts';
import { declared } from '../../../model/fact.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { rangeOf } from '../../shared/lines.ts';
import { firstVersion } from '../../shared/version-text.ts';
import { fromFile, fromVariable } from '../candidates.ts';
import type { BuildInput } from '../plan.ts';
import type { Candidate, Tool } from '../versions.ts';

const SOURCE = 'providers/rust/rust.go';

/** The compiler that railpack takes for an edition. */
const EDITIONS: Readonly<Record<string, string>> = { 2015: '1.30.0', 2018: '1.55.0', 2021: '1.84.0', 2024: '1.85.1' };

/** Ranks of https://railpack.com/languages/rust for files of mise. */
const MISE_RANKS = { mise: 1, 'tool-versions': 1, 'rust-toolchain': 1 };

/** Rust itself: the edition counts least, files of mise most. */
export async function rustTool(input: BuildInput, cargo: DataNode | undefined): Promise<Tool> {
  const manifest = input.folder.read('Cargo.toml');
  const candidates = [
    ...(manifest === undefined ? [] : editionRequests(manifest, cargo)),
    ...fromVariable(input.settings, 'RUST_VERSION', 'rust', 4),
    ...plainRequests(input, ['rust-version.txt', '.rust-version'], { by: 'rust-version', documented: 3 }),
    ...(manifest === undefined ? [] : cargoRequests(manifest, cargo)),
    ...(await toolchainRequests(input)),
    ...input.mise('rust', MISE_RANKS),
  ];
  return { name: 'rust', candidates, fallback: '1.89', source: SOURCE };
}

function editionRequests(file: SourceFile, cargo: DataNode | undefined): readonly Candidate[] {
  const node = findNode(cargo, ['package', 'edition']);
  const edition = stringOf(node) ?? '';
  const reads = Object.hasOwn(EDITIONS, edition) ? EDITIONS[edition] : undefined;
  if (node === undefined || reads === undefined) return [];
  const at = declared('runtime.versions.rust', edition, file, node.range);
  return [{ at, reads, by: 'edition', label: `edition ${edition}`, documented: 5 }];
}

function cargoRequests(file: SourceFile, cargo: DataNode | undefined): readonly Candidate[] {
  const node = findNode(cargo, ['package', 'rust-version']);
  const value = stringOf(node) ?? '';
  if (node === undefined || firstVersion(value) === undefined) return [];
  const at = declared('runtime.versions.rust', value, file, node.range);
  return [{ at, by: 'cargo', label: 'rust-version of Cargo.toml', documented: 2 }];
}

/** Files that hold nothing but a version, those that count less first. */
function plainRequests(
  { folder }: BuildInput,
  paths: readonly string[],
  more: { readonly by: string; readonly documented: number },
): readonly Candidate[] {
  return paths.flatMap((path) => {
    const file = folder.read(path);
    const version = firstVersion(file?.text ?? '');
    if (file === undefined || version === undefined) return [];
    return [fromFile('rust', { file, range: rangeOf(file.text, version) }, { ...more, label: path })];
  });
}

/** The old `rust-toolchain` file, or what mise does not take of a rust-toolchain.toml: its `version`. */
async function toolchainRequests(input: BuildInput): Promise<readonly Candidate[]> {
  const file = input.folder.read('rust-toolchain.toml');
  const parsed = file === undefined ? undefined : await parseToml(file.text);
  if (file === undefined || parsed?.ok !== true) {
    return plainRequests(input, ['rust-toolchain'], { by: 'rust-toolchain', documented: 1 });
  }
  const node = findNode(parsed.document.root, ['toolchain', 'version']);
  const value = stringOf(node) ?? '';
  if (node === undefined || firstVersion(value) === undefined) return [];
  const at = declared('runtime.versions.rust', value, file, node.range);
  return [{ at, by: 'rust-toolchain', label: 'rust-toolchain.toml', documented: 1 }];
}
