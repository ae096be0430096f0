import type { Fact, Known } from '../model/fact.ts';
import type { Variable } from '../model/facts/build.ts';
import type { Statement } from '../model/statement.ts';
import type { ServiceInput } from './service-input.ts';

/** Railway's own files, whose word counts before what is set on the platform. https://docs.railway.com/reference/config-as-code */
const RAILWAY_FILES = ['railway-ts', 'railway-toml', 'railway-json'];

/**
 * The input with what the platform says among its statements: behind Railway's own files and before all others. What is certainly not
 * set there comes last. The folder is the platform's Root Directory, where the project has it. The same input where nothing is known of
 * the platform.
 */
export async function withLive(input: ServiceInput): Promise<ServiceInput> {
  if (input.live === undefined) return input;
  const { liveStatements } = await import('../live/statements.ts');
  const { stated, unset } = liveStatements(input.live);
  const files = input.statements.filter(({ by }) => RAILWAY_FILES.includes(by)).map((statement) => withLiveVariables(statement, stated));
  const folder = input.live.service.source?.rootDirectory;
  const root = folder !== undefined && folder !== '' && input.files.hasFolder(folder) ? folder : input.root;
  return { ...input, root, statements: [...files, ...stated, ...input.statements.filter(({ by }) => !RAILWAY_FILES.includes(by)), ...unset] };
}

/** The railway.json or railway.toml that the service on the platform is set to read, where it is one of the project's files. */
export function configFileOf({ live, files }: ServiceInput): string | undefined {
  const path = live?.service.configFile?.replace(/^\/+/, '');
  return path !== undefined && files.has(path) ? path : undefined;
}

/** The adapters that speak of the service; what a railway.ts says of the databases of a project, whichever services it makes, is left out. */
export function presentIn(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(statements.filter(({ by, service }) => by !== 'railway-ts' || service !== undefined).map(({ by }) => by));
}

/** A railway.ts says what some variables will hold; the others, and those of which it says `preserve()`, keep what they have. */
function withLiveVariables(statement: Statement, stated: readonly Statement[]): Statement {
  const live = variablesIn(stated.find(({ fact }) => fact.name === 'deploy.variables'));
  const own = variablesIn(statement);
  if (live === undefined || own === undefined) return statement;
  const set = new Map(live.value.map((variable) => [variable.variable, variable]));
  const value = own.value.map((variable) => (variable.isPreserved === true ? set.get(variable.variable) ?? variable : variable));
  const named = new Set(own.value.map(({ variable }) => variable));
  return { ...statement, fact: { ...own, value: [...value, ...live.value.filter(({ variable }) => !named.has(variable))] } as Statement['fact'] };
}

function variablesIn(statement: Statement | undefined): Known<readonly Variable[]> | undefined {
  const fact = statement?.fact as Fact<readonly Variable[]> | undefined;
  return fact?.name === 'deploy.variables' && fact.state === 'known' ? fact : undefined;
}
