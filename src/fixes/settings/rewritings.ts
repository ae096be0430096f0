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
  /** `at` is the manifest; `package` the name, `release` the requirement with the version that people pin to today. */
  'add-dependency': async (change, context) => (await import('./add-dependency.ts')).addDependency(change, context),
  /** `at` stands in a data file; `key` of it, a path with dots, gets `value`. */
  'set-key': async (change, context) => (await import('./manifest-key.ts')).setManifestKey(change, context),
  /** `at` is the value or the name of a key of a data file, which goes. */
  'remove-key': async (change, context) => (await import('./manifest-key.ts')).removeManifestKey(change, context),
  /** `at` is a list of a data file; `item` goes into it. */
  'add-to-list': async (change, context) => (await import('./manifest-key.ts')).addToList(change, context),
  /** `at` stands in a Dockerfile, whose final stage gets the variable `name` with `value`. */
  'add-image-variable': async (change, context) => (await import('./image-variable.ts')).addImageVariable(change, context),
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
