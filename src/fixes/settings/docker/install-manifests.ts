import { joinPath } from '../../../model/files.ts';
import { parseRequirements } from '../../../documents/requirements.ts';
import { textIn, type BuiltFolder, type Manifests } from './built-folder.ts';
import { nodeManifests } from './node-manifests.ts';
import { projectManifests } from './python-manifests.ts';

/** What an install command reads of the folder that is built. */
export async function manifestsOf(installer: string, words: readonly string[], built: BuiltFolder): Promise<Manifests> {
  if (installer === 'pip' || (installer === 'uv' && words.includes('pip'))) return requirementFiles(words, built);
  if (['uv', 'poetry', 'pipenv', 'pdm'].includes(installer)) return projectManifests(installer, words, built);
  if (['npm', 'pnpm', 'yarn', 'bun'].includes(installer)) return nodeManifests(installer, built);
  return { because: `what ${installer} reads is not known` };
}

function requirementFiles(words: readonly string[], built: BuiltFolder): Manifests {
  const named: string[] = [];
  for (const [index, word] of words.entries()) {
    const attached = /^(?:-[rc](?=.)|--(?:requirement|constraint)=)(.+)$/.exec(word)?.[1];
    if (attached !== undefined) named.push(attached);
    else if (/^(?:-[rc]|--requirement|--constraint)$/.test(word)) named.push(words[index + 1] ?? '');
    else if (/^(?:\.|\.\/.*|\.\[.*|-e|--editable(?:=.*)?)$/.test(word)) return { because: 'it installs the project itself, which needs its source' };
  }
  return withIncluded(named, built);
}

/** The files with those that they include. */
function withIncluded(named: readonly string[], built: BuiltFolder): Manifests {
  const found = new Set<string>();
  const open = [...named];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const path = name.startsWith('/') || name.includes('$') ? undefined : joinPath('', name);
    const text = path === undefined ? undefined : textIn(built, path);
    if (path === undefined || text === undefined) return { because: `${name} is no file of the folder that is built` };
    if (found.has(path)) continue;
    found.add(path);
    for (const line of parseRequirements(text)) {
      if (line.kind === 'location' && !/^[a-z+]+:\/\//.test(line.target)) return { because: `${name} installs ${line.target}, which needs the source` };
      if (line.kind === 'requirement' && line.url?.startsWith('file:') === true) return { because: `${name} installs ${line.url}, which needs the source` };
      if (line.kind === 'include') open.push(joinPath(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '', line.path) ?? line.path);
    }
  }
  return { files: [...found].sort() };
}
