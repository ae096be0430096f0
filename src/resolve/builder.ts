import { declared, defaulted, derive, undecidable, type Fact, type Known } from '../model/fact.ts';
import type { Builder } from '../model/facts/build.ts';
import { folderOf, joinPath } from '../model/files.ts';
import type { Statement } from '../model/statement.ts';
import type { ServiceInput } from './service-input.ts';
import type { BuilderChoice } from './builder-choice.ts';
import { builderElsewhere } from './builder-elsewhere.ts';
import { fileOf } from './deploy.ts';
import { imageBelow } from './image-below.ts';
import { imageOfCompose } from './image-elsewhere.ts';
import { configAsCode, isOfPlatform } from './liveness.ts';
import { statementsOf } from './statements.ts';
import { configFileOf, presentIn } from './with-live.ts';

const ALWAYS_DOCKERFILE = 'https://docs.railway.com/reference/dockerfiles';
const RAILPACK_DEFAULT = 'https://docs.railway.com/builds/build-configuration';

/** Which builder runs on the platform that is deployed to; without one, Railway's rules hold. */
export function chooseBuilder(input: ServiceInput, platform: string | undefined): BuilderChoice {
  const isOutdone = outdone(input);
  const own = { ...input, statements: input.statements.filter((statement) => statement.by !== 'compose' && isOfPlatform(statement.by, platform) && !isOutdone(statement)) };
  const dockerfile = dockerfileOf(own);
  const assumed = input.assumptions.facts.get('build.builder') as Known<Builder> | undefined;
  if (assumed !== undefined) return { fact: assumed, candidates: [assumed.value], dockerfile };
  const [named] = statementsOf(own, 'build.builder');
  const elsewhere = builderElsewhere(own, { platform, named, dockerfile });
  if (elsewhere !== undefined) return elsewhere;
  const isSilent = platform === undefined && dockerfile === undefined && named === undefined && input.live === undefined;
  return (isSilent ? keptImage(input) : undefined) ?? railwayBuilder(own, dockerfile, named);
}

/** No platform finds such an image by itself; but who keeps one for the folder ships it. */
function keptImage(input: ServiceInput): BuilderChoice | undefined {
  const named = imageOfCompose(input);
  const shown = named ?? imageBelow(input);
  if (shown === undefined) return undefined;
  const dockerfile = named?.value ?? fileOf(shown as Fact<unknown>)?.path;
  return { fact: derive('build.builder', [shown], () => 'dockerfile' as const), candidates: ['dockerfile'], dockerfile };
}

/**
 * True for a Railway file that is not read because of another one beside it: .railway/railway.ts comes first, then railway.toml. Where
 * the platform was asked, what is read no more gives way to its answer too.
 */
function outdone(input: ServiceInput): (statement: Statement) => boolean {
  const { statements, asOf } = input;
  if (input.live !== undefined) {
    const situation = { asOf, present: presentIn(statements), configFile: configFileOf(input) };
    return (statement) => configAsCode(statement, situation)?.live === false;
  }
  const hasToml = statements.some(({ by }) => by === 'railway-toml');
  const isManaged = statements.some(({ by, service }) => by === 'railway-ts' && service !== undefined);
  return ({ by }) => (by === 'railway-json' && (hasToml || isManaged)) || (by === 'railway-toml' && isManaged);
}

/** Railway's rules: a Dockerfile wins, then the named builder, then Railpack. */
function railwayBuilder(input: ServiceInput, dockerfile: string | undefined, named: Fact<Builder> | undefined): BuilderChoice {
  if (dockerfile !== undefined) return withDockerfile(input, dockerfile, named);
  if (named?.state === 'known') return { fact: named, candidates: [named.value], dockerfile };
  if (named?.state === 'unresolved') return { fact: named, candidates: ['railpack', 'nixpacks'], dockerfile };
  return withoutName(input);
}

function withDockerfile(input: ServiceInput, path: string, named: Fact<Builder> | undefined): BuilderChoice {
  const file = input.files.read(path) ?? { path, text: '' };
  const built: Known<Builder> = declared('build.builder', 'dockerfile', file, { start: 0, end: 0 });
  if (named?.state === 'known' && named.value === 'nixpacks') {
    const reason = `the builder is set to NIXPACKS and ${path} is there: Railway documents that a Dockerfile always wins (${ALWAYS_DOCKERFILE}), projects rely on the opposite`;
    return { fact: undecidable('build.builder', reason, [named, built]), candidates: ['dockerfile', 'nixpacks'], dockerfile: path };
  }
  const fact = named?.state === 'known' && named.value === 'dockerfile' ? named : built;
  return { fact, candidates: ['dockerfile'], dockerfile: path };
}

/** Nothing names a builder. A nixpacks.toml hints at a service from before Railpack was the default, and proves nothing; the platform's answer does. */
function withoutName(input: ServiceInput): BuilderChoice {
  const hint = input.statements.find(({ by, fact }) => by === 'nixpacks' && fact.state === 'known');
  if (input.live === undefined && hint !== undefined && hint.fact.state === 'known' && !input.statements.some(({ by }) => by === 'railpack')) {
    const reason = 'a Nixpacks configuration is here and no file names the builder: older services build with Nixpacks, newer ones with Railpack';
    return { fact: undecidable('build.builder', reason, [hint.fact]), candidates: ['railpack', 'nixpacks'], dockerfile: undefined };
  }
  return {
    fact: defaulted('build.builder', 'railpack', 'Railway', RAILPACK_DEFAULT), candidates: ['railpack'], dockerfile: undefined,
  };
}

/** The Dockerfile that Railway would use: the named one, else a file called exactly `Dockerfile` in the service's folder. */
function dockerfileOf(input: ServiceInput): string | undefined {
  const [named] = statementsOf(input, 'build.dockerfilePath');
  if (named?.state === 'known') {
    const wanted = named.value.replace(/^\/+/, '');
    const places = named.value.startsWith('/') ? [''] : [input.root, folderOf(input.configFile ?? ''), ''];
    const found = places.map((folder) => joinPath(folder, wanted)).find((path) => path !== undefined && input.files.has(path));
    if (found !== undefined) return found;
  }
  const own = input.root === '' ? 'Dockerfile' : `${input.root}/Dockerfile`;
  return input.files.has(own) ? own : undefined;
}
