import { factOfFile, firstOf } from '../plan.ts';
import type { BuildInput, Plan, Provider } from '../plan.ts';
import { fromFile, fromVariable } from '../candidates.ts';
import { linesOf, rangeInLine } from '../../shared/lines.ts';
import type { Candidate, Tool } from '../versions.ts';

const SOURCE = 'providers/golang/golang.go';
const GIN = 'github.com/gin-gonic/gin';

/** Railpack's Go: whatever it builds becomes the program `out`. */
export const go: Provider = {
  name: 'golang',
  language: 'go',
  source: SOURCE,
  detect: ({ folder }) => firstOf(folder, ['go.mod', 'go.work', 'main.go']),
  plan(input) {
    const { folder } = input;
    const usesGin = (folder.text('go.mod') ?? '').includes(GIN);
    const plan: Plan = {
      startCommand: './out',
      framework: usesGin ? factOfFile('runtime.framework', 'gin', { folder, path: 'go.mod', part: GIN }) : undefined,
      tools: [goTool(input)],
      manifest: firstOf(folder, ['go.mod', 'go.work']),
      lockFile: firstOf(folder, ['go.sum', 'go.work.sum']),
    };
    return plan;
  },
};

function goTool(input: BuildInput): Tool {
  const fromMise = input.mise('go', { mise: 1, 'tool-versions': 1, 'go-version': 1 });
  const candidates = [
    ...(fromMise.some(({ by }) => by === 'go-mod') ? [] : goModRequests(input)),
    ...fromVariable(input.settings, 'GO_VERSION', 'go'),
    ...fromMise,
  ];
  return { name: 'go', candidates, fallback: '1.25', source: SOURCE };
}

/** The first `go 1.22` line of a go.mod. */
function goModRequests({ folder }: BuildInput): readonly Candidate[] {
  const file = folder.read('go.mod');
  const line = linesOf(file?.text ?? '').find(({ text }) => /^\s*go \s*\d/.test(text));
  const version = /\d[\w.]*/.exec(line?.text ?? '')?.[0];
  if (file === undefined || line === undefined || version === undefined) return [];
  return [fromFile('go', { file, range: rangeInLine(line, version) }, { by: 'go-mod', label: 'go.mod' })];
}
