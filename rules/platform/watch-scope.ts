import { defineProjectCheck, fail, notApplicable, pass, valueOf, type ConfigFile, type Outcome, type Service } from '#rule';
import { filesOf } from '../shared/deploy-files.ts';
import { listed } from '../shared/words.ts';

const RAILWAY_FILES = ['railway-ts', 'railway-toml', 'railway-json'];

export default defineProjectCheck({
  reads: ['build.configFiles', 'build.watchPatterns', 'build.builder'],
  check(services) {
    const described = services.flatMap((service) => {
      const file = fileOf(service);
      return file === undefined || valueOf(service.facts['build.builder']) === 'image' ? [] : [{ service, file }];
    });
    const isMonorepo = new Set(described.map(({ service }) => service.root).filter((root) => root !== '')).size > 1;
    const open = described.filter(({ service }) => service.facts['build.watchPatterns'] === undefined);
    return new Map(services.map((service): readonly [Service, Outcome] => {
      if (!described.some((each) => each.service === service)) return [service, notApplicable('no Railway file that is read describes the service')];
      if (!isMonorepo) return [service, notApplicable('the repository does not hold services in folders of their own')];
      return [service, service === open[0]?.service ? unlimited(open) : pass()];
    }));
  },
});

interface Described {
  readonly service: Service;
  readonly file: ConfigFile;
}

function fileOf({ facts }: Service): ConfigFile | undefined {
  return filesOf(facts['build.configFiles']).find(({ kind, live, states }) => live && RAILWAY_FILES.includes(kind.value) && states.some((name) => !name.startsWith('database.')));
}

/** One finding for the repository, at its first service: it is one decision. */
function unlimited(open: readonly Described[]): Outcome {
  const [first, ...rest] = open.map(({ file }) => file.kind);
  if (first === undefined) return pass();
  const example = open.find(({ service }) => service.root !== '')?.service.root;
  return fail({
    message: `${listed(open.map(({ service }) => service.name))} ${open.length === 1 ? 'has' : 'have'} no watch patterns in a file, so that each push may build ${open.length === 1 ? 'it' : 'all of them'}`,
    evidence: [first, ...rest], anchor: 'watch-patterns',
    fix: {
      title: `Watch a service's own folder${example === undefined ? '' : ` (/${example}/**)`}, the packages that it uses and the lock file, here or in its settings`,
      applicability: 'advice', change: { kind: 'advice' },
    },
  });
}
