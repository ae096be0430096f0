import { valueOf } from '../../../model/fact.ts';
import { linesOf, rangeInLine } from '../../shared/lines.ts';
import { firstVersion } from '../../shared/version-text.ts';
import { fromFile, fromVariable } from '../candidates.ts';
import { readMiseTools } from '../mise.ts';
import { firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';
import { resolveTool } from '../versions.ts';
import type { Candidate, Tool } from '../versions.ts';
import { nodePart } from './node.ts';

const SOURCE = 'providers/elixir/elixir.go';

/** The Erlang that railpack takes for an Elixir: https://hexdocs.pm/elixir/compatibility-and-deprecations.html */
const ERLANG_OF: Readonly<Record<string, string>> = {
  '1.0': '18', '1.1': '18', '1.2': '19', '1.3': '19', '1.4': '20', '1.5': '20', '1.6': '21', '1.7': '22', '1.8': '22',
  '1.9': '22', '1.10': '23', '1.11': '24', '1.12': '24', '1.13': '25', '1.14': '26', '1.15': '26', '1.16': '26',
  '1.17': '27', '1.18': '27', '1.19': '28', '1.20': '29',
};

/** Ranks of https://railpack.com/languages/elixir for files of mise. */
const MISE_RANKS = { mise: 1, 'tool-versions': 1, 'exenv-version': 1 };

/** Railpack's Elixir: a release named like the application of mix.exs. */
export const elixir: Provider = {
  name: 'elixir',
  language: 'elixir',
  source: SOURCE,
  detect: ({ folder }) => firstOf(folder, ['mix.exs']),
  async plan(input) {
    const { folder } = input;
    const assets = folder.sub('assets');
    // Phoenix keeps its package.json there, and railpack then looks at no other file for Node.
    const withNode = await nodePart({ ...input, folder: assets, mise: await readMiseTools(assets) });
    const name = releaseName(folder.text('mix.exs') ?? '');
    const tool = elixirTool(input);
    const plan: Plan = {
      startCommand: name && `/app/_build/prod/rel/${name}/bin/${name} start`,
      packageManager: withNode?.packageManager,
      tools: [tool, ...erlangTools(input, tool), ...(withNode?.tools ?? [])],
      manifest: firstOf(folder, ['mix.exs']),
      lockFile: firstOf(folder, ['mix.lock']),
    };
    return plan;
  },
};

/** A longer line names no application. */
const LONGEST_LINE = 500;

/** The name behind `app: :` in the first line that has it. */
function releaseName(text: string): string | undefined {
  const line = linesOf(text).find((one) => one.text.includes('app: :'))?.text.slice(0, LONGEST_LINE) ?? '';
  return line.replace('app:', '').split(':')[1]?.replace(/^[,'"]+|[,'"]+$/g, '').trim() || undefined;
}

function elixirTool(input: BuildInput): Tool {
  const candidates = [
    ...mixRequests(input),
    ...plainRequest(input, 'elixir', '.elixir-version', 2),
    ...fromVariable(input.settings, 'ELIXIR_VERSION', 'elixir', 4),
    ...input.mise('elixir', MISE_RANKS),
  ];
  return { name: 'elixir', candidates, fallback: '1.18', source: SOURCE };
}

/** Erlang follows from Elixir where nobody asks for one. */
function erlangTools(input: BuildInput, elixirOf: Tool): readonly Tool[] {
  const version = valueOf(resolveTool(elixirOf).fact) ?? '';
  const candidates = [
    ...plainRequest(input, 'erlang', '.erlang-version'),
    ...fromVariable(input.settings, 'ERLANG_VERSION', 'erlang'),
    ...input.mise('erlang'),
  ];
  const fallback = Object.hasOwn(ERLANG_OF, version) ? ERLANG_OF[version] : '27.3';
  // The newest Elixir has an Erlang that nobody knows before the build.
  if (candidates.length === 0 && !/^\d/.test(version)) return [];
  return [{ name: 'erlang', candidates, fallback, source: SOURCE }];
}

/** `elixir: "~> 1.14"`: railpack reads what follows the last `>` or blank of the line, so a plain `"1.14"` says nothing. */
function mixRequests({ folder }: BuildInput): readonly Candidate[] {
  const file = folder.read('mix.exs');
  const line = linesOf(file?.text ?? '').find(({ text }) => /elixir:\s/.test(text));
  if (file === undefined || line === undefined) return [];
  const rest = line.text.slice(line.text.indexOf('elixir:') + 'elixir: '.length);
  const start = Math.max(rest.lastIndexOf('>'), rest.lastIndexOf(' ')) + 1;
  const version = start === 0 ? undefined : firstVersion(/^[\w|.]*/.exec(rest.slice(start))?.[0] ?? '');
  if (version === undefined) return [];
  const place = { file, range: rangeInLine(line, version) };
  return [fromFile('elixir', place, { by: 'mix', label: 'mix.exs', documented: 3 })];
}

function plainRequest({ folder }: BuildInput, tool: string, path: string, documented?: number): readonly Candidate[] {
  const file = folder.read(path);
  const [line] = linesOf(file?.text.trim() ?? '');
  if (file === undefined || line === undefined || line.text === '') return [];
  const start = file.text.indexOf(line.text);
  const candidate = fromFile(tool, { file, range: { start, end: start + line.text.length } }, {
    by: path.slice(1),
    label: path,
  });
  return [documented === undefined ? candidate : { ...candidate, documented }];
}
