import { startsNothing } from '../adapters/dockerfile/images.ts';
import type { Environment } from '../model/environment.ts';
import { undecidable, valueOf, type Absent, type Fact, type Known } from '../model/fact.ts';
import type { Builder, Variable } from '../model/facts/build.ts';
import type { FactName } from '../model/facts.ts';
import { baseName } from '../model/files.ts';
import { isEnvironmentFile, isExample } from './exposed/paths.ts';
import type { ServiceInput } from './service-input.ts';

type Facts = ReadonlyMap<FactName, Fact<unknown>>;

/** https://devcenter.heroku.com/articles/python-concurrency, https://devcenter.heroku.com/articles/node-concurrency */
const BUILDPACK_CONCURRENCY = "Heroku's buildpacks set WEB_CONCURRENCY by the size of the dyno";

/** Variables that the process sees: what the image sets, what the platform is told to set, what the user assumes. */
export async function startEnvironment(input: ServiceInput, facts: Facts, builder: Builder): Promise<Environment> {
  const variables = new Map<string, Fact<string>>();
  if (builder === 'heroku') variables.set('WEB_CONCURRENCY', undecidable('env.WEB_CONCURRENCY', BUILDPACK_CONCURRENCY, []));
  for (const name of ['build.variables', 'deploy.variables'] as const) {
    for (const variable of (valueOf(facts.get(name)) ?? []) as readonly Variable[]) {
      // An image's PORT is what counts where no platform sets one; the platform's own replaces it.
      if (variable.scope !== 'run' || (name === 'build.variables' && variable.variable === 'PORT')) continue;
      variables.set(variable.variable, factOf(variable));
    }
  }
  for (const [name, fact] of input.assumptions.variables) variables.set(name, fact);
  return withUnset(withAddresses(variables, facts), await certainlyUnset(input, facts, builder));
}

/** What a builder is told by variables: what is set on the platform where that was asked, and what the user assumes. */
export function buildEnvironment({ live, statements, assumptions }: ServiceInput): Environment {
  if (live === undefined) return assumptions.variables;
  const stated = statements.find(({ by, fact }) => by === 'railway-live' && fact.name === 'deploy.variables')?.fact as Fact<readonly Variable[]> | undefined;
  return new Map([...(valueOf(stated) ?? []).map((variable) => [variable.variable, factOf(variable)] as const), ...assumptions.variables]);
}

/** The same for the program, once it is known which files run before it: what these assign may be set. */
export function programEnvironment(environment: Environment, { files, live }: ServiceInput, ran: { readonly command: Fact<string>; readonly paths: readonly string[] }): Environment {
  if (live === undefined) return environment;
  const texts = [valueOf(ran.command) ?? '', ...ran.paths.map((path) => files.read(path)?.text ?? '')];
  return withUnset(environment, (name) => {
    const fact = environment.get(name);
    return fact?.state === 'absent' && !texts.some((text) => assigns(text, name)) ? fact : undefined;
  });
}

function factOf({ variable, value, at }: Variable): Fact<string> {
  if (value !== undefined) return { ...at, name: `env.${variable}`, value };
  const reason = at.provenance.kind === 'live' ? `the value of ${variable} is hidden` : `${variable} is set to something that only a run tells`;
  return { state: 'unresolved', name: `env.${variable}`, reason, provenance: at.provenance };
}

/** The variables with the addresses that those hold whose values are hidden; what a user assumes of one is no longer hidden. */
function withAddresses(variables: ReadonlyMap<string, Fact<string>>, facts: Facts): Environment {
  const hidden = ((valueOf(facts.get('deploy.variables')) ?? []) as readonly Variable[]).filter(({ variable, address }) => address !== undefined && variables.get(variable)?.state === 'unresolved');
  if (hidden.length === 0) return variables;
  const addresses = new Map(hidden.map(({ variable, address = '', at }): [string, Known<string>] => [variable, { ...at, name: `env.${variable}`, value: address }]));
  return { get: (name) => variables.get(name), addressOf: (name) => addresses.get(name), [Symbol.iterator]: () => variables[Symbol.iterator]() };
}

function withUnset(known: Environment, unset: ((name: string) => Absent | undefined) | undefined): Environment {
  if (unset === undefined) return known;
  const variables = new Map(known);
  return { get: (name) => variables.get(name) ?? unset(name), addressOf: (name) => known.addressOf?.(name), [Symbol.iterator]: () => variables[Symbol.iterator]() };
}

/** Which variables are certainly not set; undefined where nobody asked the platform, or the image may set any. */
async function certainlyUnset({ live, files, ownPaths }: ServiceInput, facts: Facts, builder: Builder): Promise<((name: string) => Absent | undefined) | undefined> {
  const image = valueOf(facts.get('build.baseImage') as Fact<string> | undefined);
  const isPlain = builder === 'railpack' || builder === 'nixpacks' || (builder === 'dockerfile' && image !== undefined && startsNothing(image));
  if (live === undefined || !isPlain) return undefined;
  const { unsetVariables } = await import('../live/unset-variables.ts');
  const texts = ownPaths.filter((path) => isEnvironmentFile(baseName(path)) && !isExample(path)).map((path) => files.read(path)?.text ?? '');
  return unsetVariables(live, (name) => texts.some((text) => assigns(text, name)));
}

/** True where a text holds `NAME=`. */
function assigns(text: string, name: string): boolean {
  return text.includes(`${name}=`);
}
