import { CONFIG_AS_CODE_ENDS } from '../adapters/config-as-code.ts';
import type { Fact } from '../model/fact.ts';
import type { Builder } from '../model/facts/build.ts';
import type { Statement } from '../model/statement.ts';
import { pathOf } from '../model/place.ts';

/** What decides whether a railway.json or railway.toml is read. */
export interface ConfigSituation {
  readonly asOf: string;
  /** Names of the adapters that said something. */
  readonly present: ReadonlySet<string>;
  /** The railway.json or railway.toml that the service on the platform is set to read; undefined where nobody says. */
  readonly configFile?: string | undefined;
}

/** What decides whether a file's word still counts. */
export interface Situation extends ConfigSituation {
  readonly builder: Builder;
  /** The platform that is deployed to; undefined when no file shows one. */
  readonly platform: string | undefined;
  /** False when the image of the Dockerfile names no command. */
  readonly imageStarts: boolean;
}

/** Whether a file's word counts, and why. */
export interface Liveness {
  readonly live: boolean;
  readonly because: string;
}

const BUILDER_FILES: Readonly<Record<string, { readonly builders: readonly Builder[]; readonly file: string }>> = {
  railpack: { builders: ['railpack'], file: 'railpack.json' },
  nixpacks: { builders: ['nixpacks'], file: 'the Nixpacks configuration' },
  dockerfile: { builders: ['dockerfile'], file: 'the Dockerfile' },
};

const PLATFORM_FILES: Readonly<Record<string, readonly string[]>> = {
  render: ['render'], fly: ['fly'], 'app-json': ['heroku', 'dokku'], 'heroku-yml': ['heroku'],
  'railway-ts': ['railway'], 'railway-json': ['railway'], 'railway-toml': ['railway'], 'railway-live': ['railway'],
};
/** Builders that make an image whose start command is in the image or with the platform. */
const WITHOUT_PROCFILE: readonly Builder[] = ['dockerfile', 'image', 'render'];

/** Whether anybody reads the file that a statement comes from, for this builder, platform and date. */
export function livenessOf(statement: Pick<Statement, 'by' | 'fact'>, situation: Situation): Liveness {
  const { by } = statement;
  const { builder, platform } = situation;
  const ofBuilder = BUILDER_FILES[by];
  if (ofBuilder !== undefined && !ofBuilder.builders.includes(builder)) {
    return { live: false, because: `${buildWith(builder)} does not read ${ofBuilder.file}` };
  }
  if (!isOfPlatform(by, platform)) {
    return { live: false, because: `it configures ${(PLATFORM_FILES[by] ?? []).join(' or ')}, and the service is deployed to ${platform ?? 'another platform'}` };
  }
  if (by === 'procfile') {
    const reason = withoutProcfile(situation);
    if (reason !== undefined) return { live: false, because: reason };
  }
  if (by === 'railway-live') return { live: true, because: 'Railway is told so, and no file of its own says otherwise' };
  if (by === 'compose') return { live: false, because: 'a compose file runs the service on a developer\'s machine' };
  if (by === 'env-example') return { live: false, because: 'it is an example' };
  return configAsCode(statement, situation) ?? { live: true, because: `${buildWith(builder)} reads it` };
}

/** False for the configuration of another platform than the one that is deployed to. */
export function isOfPlatform(by: string, platform: string | undefined): boolean {
  const platforms = PLATFORM_FILES[by];
  return platforms === undefined || platform === undefined || platforms.includes(platform);
}

/** Why nobody reads the Procfile. Dokku starts images by it; so do others that need no file of their own, where the image starts nothing. */
function withoutProcfile({ builder, platform, imageStarts }: Situation): string | undefined {
  if (!WITHOUT_PROCFILE.includes(builder)) return undefined;
  if (builder === 'dockerfile' && (platform === 'dokku' || (platform === undefined && !imageStarts))) return undefined;
  return `${buildWith(builder)} does not read the Procfile`;
}

/** Whether Railway reads the railway.json or railway.toml of a statement; undefined of any other source. */
export function configAsCode({ by, fact }: Pick<Statement, 'by' | 'fact'>, { asOf, present, configFile }: ConfigSituation): Liveness | undefined {
  if (by !== 'railway-json' && by !== 'railway-toml') return undefined;
  const file = by === 'railway-json' ? 'railway.json' : 'railway.toml';
  if (asOf >= CONFIG_AS_CODE_ENDS) return { live: false, because: `Railway does not read ${file} since ${CONFIG_AS_CODE_ENDS}` };
  if (present.has('railway-ts')) return { live: false, because: `.railway/railway.ts manages the service, and ${file} cannot do so too` };
  if (configFile !== undefined && pathOf(fact as Fact<unknown>) !== configFile) return { live: false, because: `the service is set to read ${configFile}` };
  if (configFile === undefined && by === 'railway-json' && present.has('railway-toml')) return { live: false, because: 'railway.toml wins over a railway.json beside it' };
  return { live: true, because: `Railway reads ${file}, before any other file` };
}

/** A build by this builder, as a sentence's subject. */
function buildWith(builder: Builder): string {
  const subjects: Readonly<Record<Builder, string>> = {
    railpack: 'a Railpack build', nixpacks: 'a Nixpacks build', dockerfile: 'a Dockerfile build', heroku: 'a buildpack build',
    paketo: 'a Paketo build', render: 'a native build of Render', image: 'a ready image',
  };
  return subjects[builder];
}
