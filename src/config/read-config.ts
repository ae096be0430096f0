import { folderOf } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Config, Settings } from './config.ts';
import type { ConfigContext, ConfigFiles } from './context.ts';
import { EMPTY_LAYER, joinedLayers, joinedSettings, settingsAbove, type Layer } from './joined.ts';
import { readFolderSettings, readLayer, type Extended } from './layer.ts';
import { throwFirst } from './mistakes.ts';

/** Reads a configuration: the main file with what it extends, and the files of folders below. A UsageError names the first mistake. */
export async function readConfig(files: ConfigFiles, context: ConfigContext): Promise<Config> {
  const run: Run = { files, context, joined: new Map(), read: [] };
  const main = files.main === undefined ? EMPTY_LAYER : await joinedLayer(run, files.main, []);
  checkFolders(main, files);
  const folders = new Map<string, Settings>();
  const inForce = new Set(run.read.map(({ path }) => path));
  for (const file of files.inner) {
    const folder = folderOf(file.path);
    const outer = settingsAbove(folders, folder) ?? main;
    folders.set(folder, joinedSettings(outer, await readFolderSettings(file, context, inForce)));
    inForce.add(file.path);
  }
  return { ...main, files: [...run.read, ...files.inner], ...(files.main === undefined ? {} : { main: files.main }), folders };
}

interface Run {
  readonly files: ConfigFiles;
  readonly context: ConfigContext;
  /** Files that were read, with all that they extend. */
  readonly joined: Map<string, Layer>;
  /** In the order in which they were finished: what is extended comes before what extends it. */
  readonly read: SourceFile[];
}

/** What a file says with all that it extends. `way` holds the paths of the files that led here. */
async function joinedLayer(run: Run, file: SourceFile, way: readonly string[]): Promise<Layer> {
  const known = run.joined.get(file.path);
  if (known !== undefined) return known;
  const { layer, extended } = await readLayer(file, run.context);
  let result = EMPTY_LAYER;
  for (const each of extended) result = joinedLayers(result, await joinedLayer(run, await extendedFile(run, file, each, way), [...way, file.path]));
  result = joinedLayers(result, layer);
  run.joined.set(file.path, result);
  run.read.push(file);
  return result;
}

async function extendedFile(run: Run, file: SourceFile, { path, range }: Extended, way: readonly string[]): Promise<SourceFile> {
  const circle = [...way, file.path, path];
  if (circle.indexOf(path) < circle.length - 1) {
    throwFirst(file, [{ range, message: `extends goes in a circle: ${circle.slice(circle.indexOf(path)).join(', ')}`, hint: 'a file cannot extend itself' }]);
  }
  const found = await run.files.read(path);
  if (found === undefined) {
    throwFirst(file, [{ range, message: `there is no file ${path} to extend`, hint: 'the path starts at the folder of this file, and stays in the repository' }]);
    throw new Error('not reached');
  }
  return found;
}

/** A declared service must have its folder. */
function checkFolders({ services }: Layer, { hasFolder }: ConfigFiles): void {
  for (const { name, root } of services) {
    if (root === undefined || root.origin.kind !== 'file' || hasFolder(root.value)) continue;
    const { file, range } = root.origin;
    throwFirst(file, [{ range, message: `the service ${name} has no folder: there is none ${root.value}`, hint: 'root is a folder with files, from the folder of this file' }]);
  }
}
