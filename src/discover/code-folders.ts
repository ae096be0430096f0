import { baseName, folderOf, type ProjectFiles } from '../model/files.ts';

/** Files that name the packages of a program, or how it is built. */
export const MANIFEST = /^(package\.json|requirements\.txt|pyproject\.toml|Pipfile|setup\.py|manage\.py|go\.mod|composer\.json|Gemfile|Cargo\.toml|pom\.xml|(settings|build)\.gradle(\.kts)?|gradlew|go\.work|mix\.exs|deno\.jsonc?|gleam\.toml|CMakeLists\.txt|Staticfile)$/;

/** True for a folder with a manifest or a Dockerfile of its own. */
export function holdsCode(files: ProjectFiles, folder: string): boolean {
  return directNames(files, folder).some((name) => MANIFEST.test(name) || name === 'Dockerfile');
}

/** The names of the files of a folder, without those of folders inside it. */
export function directNames(files: ProjectFiles, folder: string): readonly string[] {
  return files.below(folder).filter((path) => folderOf(path) === folder).map(baseName);
}
