import { absent, declared, defaulted, undecidable, type Fact } from '../model/fact.ts';
import type { Builder } from '../model/facts/build.ts';
import type { BuilderChoice } from './builder-choice.ts';
import { fileOf } from './deploy.ts';
import type { ServiceInput } from './service-input.ts';

/** What is known before the builder is chosen. */
interface Known {
  readonly platform: string | undefined;
  /** The builder that the platform's own file names. */
  readonly named: Fact<Builder> | undefined;
  readonly dockerfile: string | undefined;
}

const HEROKU_BUILDPACKS = 'https://devcenter.heroku.com/articles/buildpacks';
const DOKKU_BUILDERS = 'https://dokku.com/docs/deployment/builders/builder-management/';
const RENDER_RUNTIMES = 'https://render.com/docs/native-runtimes';

/** The builder of a platform that is not Railway; undefined when Railway's rules hold. */
export function builderElsewhere(input: ServiceInput, known: Known): BuilderChoice | undefined {
  const { platform, named, dockerfile } = known;
  if (platform === undefined || platform === 'railway') return undefined;
  if (named?.state === 'known') return { fact: named, candidates: [named.value], dockerfile: named.value === 'dockerfile' ? dockerfile : undefined };
  if (platform === 'heroku') return onHeroku(input);
  if (platform === 'vercel' || platform === 'netlify') return { fact: undecidable('build.builder', `${platform} builds it by itself`, []), candidates: ['paketo'], dockerfile: undefined };
  if (dockerfile !== undefined && platform !== 'render' && platform !== 'cloud-foundry') return ofDockerfile(input, dockerfile);
  if (platform === 'dokku') return byDefault('heroku', 'Dokku', DOKKU_BUILDERS);
  if (platform === 'render') return onRender(input, dockerfile);
  const reason = `the configuration of ${platform} names no builder, and there is no Dockerfile`;
  return { fact: undecidable('build.builder', reason, []), candidates: ['paketo'], dockerfile: undefined };
}

/** Heroku builds an image only where heroku.yml says so, and then that file has named the builder. */
function onHeroku(input: ServiceInput): BuilderChoice {
  const manifest = input.statements.find(({ by }) => by === 'heroku-yml');
  const file = manifest === undefined ? undefined : fileOf(manifest.fact as Fact<unknown>);
  if (file === undefined) return byDefault('heroku', 'Heroku', HEROKU_BUILDPACKS);
  return { fact: declared('build.builder', 'heroku', file, { start: 0, end: 0 }), candidates: ['heroku'], dockerfile: undefined };
}

/** A service that the blueprint describes names its runtime; one that it does not describe may be built either way. */
function onRender(input: ServiceInput, dockerfile: string | undefined): BuilderChoice {
  if (input.statements.some(({ by, service }) => by === 'render' && service !== undefined)) return byDefault('render', 'Render', RENDER_RUNTIMES);
  return dockerfile === undefined ? byDefault('render', 'Render', RENDER_RUNTIMES) : ofDockerfile(input, dockerfile);
}

function ofDockerfile(input: ServiceInput, path: string): BuilderChoice {
  const file = input.files.read(path) ?? { path, text: '' };
  return { fact: declared('build.builder', 'dockerfile', file, { start: 0, end: 0 }), candidates: ['dockerfile'], dockerfile: path };
}

function byDefault(builder: Builder, of: string, reference: string): BuilderChoice {
  return { fact: defaulted('build.builder', builder, of, reference), candidates: [builder], dockerfile: undefined };
}

/** The start command of a platform whose builder gives none that we know. */
export function startElsewhere(builder: Builder): Fact<string> {
  return builder === 'heroku' || builder === 'paketo'
    ? undecidable('start.command', 'no Procfile names one, and the buildpack may bring its own', [])
    : absent('start.command');
}
