import { fromFile, fromVariable } from '../candidates.ts';
import { firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';
import type { Candidate, Tool } from '../versions.ts';

const SOURCE = 'providers/dotnet/dotnet.go';

/** Railpack's .NET: the program of the first project file. */
export const dotnet: Provider = {
  name: 'dotnet',
  language: 'dotnet',
  source: SOURCE,
  detect: ({ folder }) => folder.find('*.csproj')[0],
  plan(input) {
    const { folder } = input;
    const [project] = folder.find('*.csproj');
    const program = project?.replace(/\.csproj$/, '');
    const plan: Plan = {
      startCommand: program && `ASPNETCORE_URLS=http://0.0.0.0:\${PORT:-3000} ./out/${program}`,
      tools: [dotnetTool(input, project)],
      manifest: project,
      lockFile: firstOf(folder, ['packages.lock.json']),
    };
    return plan;
  },
};

function dotnetTool(input: BuildInput, project: string | undefined): Tool {
  const candidates = [
    ...(project === undefined ? [] : projectRequests(input, project)),
    ...fromVariable(input.settings, 'DOTNET_VERSION', 'dotnet'),
    // A global.json counts twice for railpack: by itself before the variable, and as a file of mise after it.
    ...input.mise('dotnet'),
  ];
  return { name: 'dotnet', candidates, fallback: '8.0', source: SOURCE };
}

/** `<TargetFramework>net8.0</TargetFramework>`, or the first of `<TargetFrameworks>`. */
function projectRequests({ folder }: BuildInput, project: string): readonly Candidate[] {
  const file = folder.read(project);
  if (file === undefined) return [];
  const text = blankComments(file.text);
  for (const tag of ['<TargetFramework>', '<TargetFrameworks>']) {
    const start = text.indexOf(tag);
    const end = start === -1 ? -1 : text.indexOf('<', start + tag.length);
    if (end === -1) continue;
    const match = /(?:net|netcoreapp)(\d+\.\d+)/.exec(text.slice(start + tag.length, end));
    const version = match?.[1];
    if (match === null || version === undefined) continue;
    const from = text.indexOf(version, start + tag.length + match.index);
    const place = { file, range: { start: from, end: from + version.length } };
    return [fromFile('dotnet', place, { by: 'csproj', label: project })];
  }
  return [];
}

/** XML comments as blanks of the same length. */
function blankComments(text: string): string {
  let result = '';
  let position = 0;
  for (let start = text.indexOf('<!--'); start !== -1; start = text.indexOf('<!--', position)) {
    const end = text.indexOf('-->', start);
    const stop = end === -1 ? text.length : end + 3;
    result += text.slice(position, start) + ' '.repeat(stop - start);
    position = stop;
  }
  return result + text.slice(position);
}
