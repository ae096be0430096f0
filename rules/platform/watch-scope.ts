import { defineProjectCheck, fail, notApplicable, pass, valueOf, type ConfigFile, type Outcome, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { isAsked } from '../shared/asked.ts';
import { filesOf } from '../shared/deploy-files.ts';

const RAILWAY_FILES = ['railway-ts', 'railway-toml', 'railway-json'];

export default defineProjectCheck({
  reads: ['build.configFiles', 'build.watchPatterns', 'build.builder', 'live.service'],
  check(services) {
    const described = services.flatMap((service) => {
      const file = fileOf(service);
      return file === undefined || valueOf(service.facts['build.builder']) === 'image' ? [] : [{ service, file }];
    });
    const isMonorepo = new Set(described.map(({ service }) => service.root).filter((root) => root !== '')).size > 1;
    return new Map(services.map((service): readonly [Service, Outcome] => {
      const file = described.find((each) => each.service === service)?.file;
      if (file === undefined) return [service, notApplicable('no Railway file that is read describes the service')];
      if (!isMonorepo) return [service, notApplicable('the repository does not hold services in folders of their own')];
      return [service, isUnlimited(service) ? unlimited(service, file) : pass()];
    }));
  },
});

function fileOf({ facts }: Service): ConfigFile | undefined {
  return filesOf(facts['build.configFiles']).find(({ kind, live, states }) => live && RAILWAY_FILES.includes(kind.value) && states.some((name) => !name.startsWith('database.')));
}

/** Nothing says so where nobody was asked; the platform says that there are none. */
function isUnlimited({ facts }: Service): boolean {
  return facts['build.watchPatterns'] === undefined || facts['build.watchPatterns'].state === 'absent';
}

function unlimited({ name, root, facts }: Service, file: ConfigFile): Outcome {
  return fail({
    message: isAsked(facts) ? `${name} has no watch patterns, so that each push builds it` : `${name} has no watch patterns in a file, so that each push may build it`, evidence: [file.kind], anchor: 'watch-patterns',
    fix: advised(`Watch its own folder${root === '' ? '' : ` (/${root}/**)`}, the packages that it uses and the lock file, here or in its settings`),
  });
}
