import { undecidable } from '../../../model/fact.ts';
import type { Fact } from '../../../model/fact.ts';
import { baseName } from '../../../model/files.ts';
import { factOfFile, firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';

const SOURCE = 'providers/cpp/cpp.go';
const BUILD_FILES = ['CMakeLists.txt', 'meson.build'];

/** Railpack's C++: it starts a program that is named like the folder. */
export const cpp: Provider = {
  name: 'cpp',
  language: 'cpp',
  source: SOURCE,
  detect: ({ folder }) => firstOf(folder, BUILD_FILES),
  plan(input: BuildInput) {
    const { folder } = input;
    const manifest = firstOf(folder, BUILD_FILES);
    const manager = manifest === 'meson.build' ? 'meson' : 'cmake';
    const plan: Plan = {
      startCommand: startCommand(input, manifest ?? 'CMakeLists.txt'),
      tools: [manager, 'ninja'].map((name) => (
        { name, candidates: name === 'cmake' ? [] : input.mise(name), fallback: 'latest', source: SOURCE })),
      manifest,
    };
    return plan;
  },
};

function startCommand({ folder, folderName }: BuildInput, manifest: string): string | Fact<string> {
  const name = folder.path === '' ? folderName : baseName(folder.path);
  if (name !== undefined && name !== '') return `/build/${name}`;
  const place = factOfFile('runtime.manifest', manifest, { folder, path: manifest });
  return undecidable('start.command', 'railpack starts a program named like the folder, which has no name here', [place]);
}
