import { defineProjectCheck, fail, notApplicable, pass, valueOf, type ConfigFile, type Outcome, type Service } from '#rule';
import { filesOf } from '../shared/deploy-files.ts';
import { counted } from '../shared/words.ts';

const RAILWAY_FILES = ['railway-ts', 'railway-toml', 'railway-json'];

export default defineProjectCheck({
  reads: ['build.configFiles', 'build.watchPatterns', 'build.builder'],
  check(services) {
    const described = services.flatMap((service) => {
      const file = fileOf(service);
      return file === undefined || valueOf(service.facts['build.builder']) === 'image' ? [] : [{ service, file }];
    });
    const folders = new Set(described.map(({ service }) => service.root));
    return new Map(services.map((service): readonly [Service, Outcome] => {
      const own = described.find((each) => each.service === service);
      if (own === undefined) return [service, notApplicable('no Railway file that is read describes the service')];
      if (folders.size < 2) return [service, notApplicable('the repository holds one service')];
      return [service, service.facts['build.watchPatterns'] === undefined ? unlimited(own.service, own.file, folders.size) : pass()];
    }));
  },
});

function fileOf({ facts }: Service): ConfigFile | undefined {
  return filesOf(facts['build.configFiles']).find(({ kind, live, states }) => live && RAILWAY_FILES.includes(kind.value) && states.some((name) => !name.startsWith('database.')));
}

function unlimited({ name, root }: Service, file: ConfigFile, count: number): Outcome {
  const pattern = root === '' ? 'its own folders' : `/${root}/**`;
  return fail({
    message: `${file.path} gives no watch patterns for ${name}, and ${counted(count, 'service')} share the repository: each push may build all of them`,
    evidence: [file.kind], anchor: 'watch-patterns',
    fix: { title: `Watch ${pattern}, the packages that it uses and the lock file, here or in the service's settings`, applicability: 'advice', change: { kind: 'advice' } },
  });
}
