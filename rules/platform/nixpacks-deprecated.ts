import { defineCheck, fail, pass, undecided, type Change, type ConfigFile, type Evidence, type Fact, type Known, type ProposedFix, type Unresolved } from '#rule';
import { advised } from '../shared/advised.ts';
import { filesOf } from '../shared/deploy-files.ts';

const TITLE = 'Move its settings to railpack.json and build with Railpack';
const ADVICE = advised(TITLE);
const ON_PLATFORM: ProposedFix = { title: 'Build with Railpack', applicability: 'review', change: { kind: 'live-setting', setting: 'build.builder', value: 'RAILPACK' } };
/** Builders of buildpacks, which Railway's documentation names no more. */
const BUILDPACKS: Readonly<Record<string, string>> = { heroku: "Heroku's buildpacks", paketo: "Paketo's buildpacks" };
/** Railpack takes the place of Nixpacks only where no Dockerfile wins over both. */
const BESIDE_DOCKERFILE = advised('Build with the Dockerfile that lies beside it, or move its settings to railpack.json and the Dockerfile away');

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'build.configFiles'],
  check(facts, { service }) {
    const file = filesOf(facts['build.configFiles']).find(({ kind }) => kind.value === 'nixpacks');
    const builder = facts['build.builder'];
    const setting = builderSetting(builder);
    if (setting !== undefined) {
      const evidence: readonly [Evidence, ...Evidence[]] = file === undefined ? [setting] : [setting, file.kind];
      return fail({ message: `${service.name} is set to build with Nixpacks, which Railway has deprecated`, evidence, fix: builder?.state === 'known' ? fixFor(setting, file) : BESIDE_DOCKERFILE });
    }
    const buildpacks = builder?.state === 'known' && builder.provenance.kind === 'live' ? BUILDPACKS[builder.value] : undefined;
    if (builder?.state === 'known' && buildpacks !== undefined) {
      return fail({ message: `${service.name} is set to build with ${buildpacks}, a builder that Railway documents no more`, evidence: [builder], severity: 'medium', fix: ON_PLATFORM });
    }
    if (builder?.state !== 'unresolved') return pass();
    const hint = nixpacksHint(builder);
    if (hint === undefined) return undecided(`the builder cannot be told: ${builder.reason}`);
    return fail({ message: `${hint.path} is for Nixpacks, which Railway has deprecated, and no other builder reads it`, evidence: [hint.fact], fix: moved([{ kind: 'rewrite', how: 'railpack-from-nixpacks', at: [hint.fact] }]) });
  },
});

/** A setting in .railway/railway.ts can be changed with the file, one on the platform where no file is to be moved; railway.json and railway.toml must be moved first. */
function fixFor({ provenance }: Known<unknown>, file: ConfigFile | undefined): ProposedFix {
  if (provenance.kind === 'live') return file === undefined ? ON_PLATFORM : ADVICE;
  if (provenance.kind !== 'declared' || !/\.railway\/railway\.[cm]?[jt]s$/.test(provenance.file.path)) return ADVICE;
  const setting: Change = { kind: 'set-fact', fact: 'build.builder', value: 'railpack' };
  return moved(file === undefined ? [setting] : [{ kind: 'rewrite', how: 'railpack-from-nixpacks', at: [file.kind] }, setting]);
}

function moved([first, ...rest]: readonly [Change, ...Change[]]): ProposedFix {
  return { title: TITLE, applicability: 'review', change: rest.length === 0 ? first : { kind: 'all', changes: [first, ...rest] } };
}

/** The setting that asks for Nixpacks, also where a Dockerfile may win over it. */
function builderSetting(builder: Fact<string> | undefined): Known<unknown> | undefined {
  if (builder?.state === 'known') return builder.value === 'nixpacks' ? builder : undefined;
  if (builder?.state !== 'unresolved' || builder.provenance.kind !== 'derived') return undefined;
  return builder.provenance.from.find((fact): fact is Known<unknown> =>
    fact.state === 'known' && fact.name === 'build.builder' && fact.value === 'nixpacks');
}

/** The Nixpacks file that leaves the builder open. */
function nixpacksHint({ provenance }: Unresolved): { readonly fact: Known<unknown>; readonly path: string } | undefined {
  if (provenance.kind !== 'derived') return undefined;
  for (const fact of provenance.from) {
    if (fact.state !== 'known' || fact.provenance.kind !== 'declared') continue;
    const { path } = fact.provenance.file;
    if (/(^|\/)nixpacks\.(toml|json)$/.test(path)) return { fact, path };
  }
  return undefined;
}
