import { defineCheck, fail, notApplicable, pass, valueOf, type ConfigSetting, type Evidence, type FactSet, type Known, type Outcome, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { filesOf } from '../shared/deploy-files.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { pathOf, settingsInForce } from '../shared/railway-files.ts';

export default defineCheck({
  needs: [],
  reads: ['build.configFiles', 'build.settings', 'build.dockerfilePath', 'build.misnamedDockerfiles', 'service.platforms'],
  check(facts, { service }) {
    const setting = settingsInForce(facts['build.settings'], facts['build.configFiles']).find(({ key }) => key === 'build.builder');
    const dockerfile = facts['build.dockerfilePath'];
    if (dockerfile?.state === 'known') {
      if (setting === undefined) return notApplicable('no file names a builder');
      if (startsAbove(service)) return notApplicable('its commands enter its folder, so that Railway looks for a Dockerfile above');
      return isDockerfile(setting) ? pass() : conflict(setting, dockerfile, service.facts);
    }
    if (!isDeployedTo(facts, 'railway')) return notApplicable('nothing says that Railway looks for a Dockerfile');
    return (valueOf(facts['build.misnamedDockerfiles']) ?? []).flatMap((file) => misnamed(file, setting, service.facts));
  },
});

/** True where a command begins with the way into the service's own folder: its Root Directory is a folder above. */
function startsAbove({ root, facts }: Service): boolean {
  const commands = settingsInForce(facts['build.settings'], facts['build.configFiles']).filter(({ key }) => key.endsWith('Command'));
  return root !== '' && commands.some(({ value }) => ` ${String(value)} `.replace('./', '').includes(` cd ${root} `));
}

function isDockerfile({ value }: ConfigSetting): boolean {
  return typeof value !== 'string' || value.toUpperCase() === 'DOCKERFILE';
}

function conflict(setting: ConfigSetting, dockerfile: Known<string>, facts: FactSet): Outcome {
  // Services from the time of Nixpacks are seen to build with it beside a Dockerfile, against the documentation.
  const isNixpacks = String(setting.value).toUpperCase() === 'NIXPACKS';
  const dead = filesOf(facts['build.configFiles']).filter(({ kind }) => kind.value === 'nixpacks' || kind.value === 'railpack');
  const quote = setting.at.value.startsWith("'") ? "'" : '"';
  return fail({
    message: `${pathOf(setting) ?? 'a file'} asks for ${String(setting.value)} beside ${dockerfile.value}, and Railway documents that a Dockerfile always wins${dead.length === 0 ? '' : `: nobody would read ${dead.map(({ path }) => path).join(' and ')} then`}`,
    evidence: [setting.at, dockerfile, ...dead.map(({ kind }) => kind)], anchor: 'builder', ...(isNixpacks ? { severity: 'medium', confidence: 'medium' } : {}),
    fix: {
      title: `Say DOCKERFILE, as Railway documents it; delete or rename ${dockerfile.value} instead where the other builder is meant`,
      applicability: 'review', change: { kind: 'replace', at: setting.at, text: `${quote}DOCKERFILE${quote}` },
    },
  });
}

/** Docker itself takes `dockerfile` too, so that it builds on a laptop; Railway looks for the one name. */
function misnamed(file: Known<string>, setting: ConfigSetting | undefined, facts: FactSet): readonly Outcome[] {
  if (setting !== undefined && !isDockerfile(setting)) return [];
  const isHeld = filesOf(facts['build.configFiles']).some(({ kind, live }) => live && kind.value === 'railway-ts');
  const evidence: readonly [Evidence, ...Evidence[]] = setting === undefined ? [file] : [file, setting.at];
  const name = file.value.slice(file.value.lastIndexOf('/') + 1);
  return [fail({
    message: `Railway does not find ${file.value}: it looks for a file named Dockerfile, with a capital D`,
    evidence, anchor: 'name', confidence: setting === undefined ? 'medium' : 'high',
    fix: isHeld
      ? { title: `Name ${name} as the Dockerfile of the service`, applicability: 'review', change: { kind: 'set-fact', fact: 'build.dockerfilePath', value: name } }
      : advised(`Rename ${file.value} to Dockerfile`),
  })];
}
