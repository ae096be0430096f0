import { valueOf } from '../../model/fact.ts';
import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite, Rewritings } from '../context.ts';
import { placeOf, refused, together } from '../planned.ts';

/** Rewritings of configuration files and manifests, by the names that rules give. */
export const SETTING_REWRITINGS: Rewritings = {
  /** `at` are requests of a version; `version` is the release that they are to ask for. */
  'ask-for-version': askForVersion,
  /** `at` is a variable that a configuration file sets. */
  'remove-variable': async (change, context) => (await import('./remove-variable.ts')).removeVariable(change.at[0], context),
  /** `at` is an expression that reads the variable `from`; it is to read `to`. */
  'read-other-variable': async (change, context) => (await import('./other-variable.ts')).readOtherVariable(change, context),
  /** `at` is something of a Nixpacks file; a railpack.json beside it says the same. */
  'railpack-from-nixpacks': async (change, context) => (await import('./railpack-from-nixpacks.ts')).railpackFromNixpacks(change, context),
  /** `at` is the manifest; `package` the name, `release` the requirement with the version that people pin to today. */
  'add-dependency': async (change, context) => (await import('./add-dependency.ts')).addDependency(change, context),
  /** `command` is what Railpack is to start; the railpack.json of the service's folder is made where there is none. */
  'set-railpack-start': async (change, context) => (await import('./railpack-start.ts')).setRailpackStart(change, context),
  /** `at` is an instruction of a Dockerfile; the lines of `text` come before it, or behind it with `side: after`. */
  'insert-instruction': async (change, context) => (await import('./docker/insert-instruction.ts')).insertInstruction(change, context),
  /** `at` is an instruction, then the one that it is to stand behind. */
  'move-instruction': async (change, context) => (await import('./docker/move-instruction.ts')).moveInstruction(change, context),
  /** `at` are commands of RUN instructions; `word` comes behind their word `behind`. */
  'add-command-word': async (change, context) => (await import('./docker/command-words.ts')).addWord(change, context),
  /** `at` is a RUN; `command` runs as its last one. */
  'append-command': async (change, context) => (await import('./docker/append-command.ts')).appendCommand(change, context),
  /** `at` is a FROM; it takes `image`. */
  'change-image': async (change, context) => (await import('./docker/change-image.ts')).changeImage(change, context),
  /** `at` is the COPY of everything, then the install command behind it. */
  'copy-manifests-first': async (change, context) => (await import('./docker/manifests-first.ts')).copyManifestsFirst(change, context),
  /** `at` is an `npm install` of a Dockerfile. */
  'install-from-lock': async (change, context) => (await import('./docker/npm-ci.ts')).installFromLock(change, context),
  /** `at` is the fact build.contextIgnores; `lines` are added to the file. */
  'add-context-ignores': async (change, context) => (await import('./docker/context-ignores.ts')).addContextIgnores(change, context),
  /** `at` stands in a data file; `key` of it, a path with dots, gets `value`. */
  'set-key': async (change, context) => (await import('./manifest-key.ts')).setManifestKey(change, context),
  /** `at` is the value or the name of a key of a data file, which goes. */
  'remove-key': async (change, context) => (await import('./manifest-key.ts')).removeManifestKey(change, context),
  /** `at` is a list of a data file; `item` goes into it. */
  'add-to-list': async (change, context) => (await import('./manifest-key.ts')).addToList(change, context),
  /** `at` is a model of a Prisma schema; `columns` are those of the indexes that it gets. */
  'add-prisma-indexes': async (change) => (await import('./prisma/add-indexes.ts')).addPrismaIndexes(change),
  /** `at` is an attribute of a Prisma model, which goes. */
  'remove-prisma-attribute': async (change) => (await import('./prisma/remove-attribute.ts')).removePrismaAttribute(change),
};

async function askForVersion({ at, with: values = {} }: Rewrite, { files, service }: FixContext): Promise<Planned> {
  const version = values['version'];
  if (typeof version !== 'string') return refused('no version is named');
  const { writeRequest } = await import('./set-version.ts');
  const requests = valueOf(service.facts['runtime.requests']) ?? [];
  return together(at.map((evidence) => {
    const place = placeOf(evidence);
    const request = requests.find((each) => placeOf(each.at)?.file.path === place?.file.path && placeOf(each.at)?.range.start === place?.range.start);
    return request === undefined ? refused(`${evidence.name} is no request of a version`) : writeRequest(request, version, files);
  }));
}
