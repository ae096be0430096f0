import { defineCheck, fail, notApplicable, pass, tableText, valueOf, type ConfigFile, type ConfigSetting } from '#rule';
import { filesOf, settingsOf } from '../shared/deploy-files.ts';
import { pathOf } from '../shared/railway-files.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['build.configFiles', 'build.settings'],
  check(facts, { asOf, tables }) {
    const files = filesOf(facts['build.configFiles']);
    const json = files.find(({ kind, path }) => kind.value === 'railway-json' && files.some((other) => isTwin(other, path)));
    const toml = json === undefined ? undefined : files.find((other) => isTwin(other, json.path));
    if (json === undefined || toml === undefined) return notApplicable('no railway.json lies beside a railway.toml');
    if (settingsOf(json).length === 0 || asOf >= tableText(tables, 'railway/config-as-code-end')) return pass();
    const different = differing(valueOf(facts['build.settings']) ?? [], json, toml);
    const fix = { title: `Delete ${json.path} once ${toml.path} says all that is meant`, applicability: 'advice', change: { kind: 'advice' } } as const;
    if (different.length === 0) {
      return fail({ message: `${json.path} says what ${toml.path} says, and Railway reads the latter`, evidence: [json.kind, toml.kind], anchor: 'twins', severity: 'low', fix });
    }
    const keys = listed([...new Set(different.map(({ key }) => key.replace(/\.\d+$/, '')))]);
    const evidence = different.flatMap(({ json: one, toml: other }) => [one, other]).flatMap((setting) => (setting === undefined ? [] : [setting.at])).slice(0, 6);
    return fail({
      message: `${toml.path} wins over ${json.path} beside it, and they disagree on ${keys}`,
      evidence: [json.kind, toml.kind, ...evidence], anchor: 'twins', fix,
    });
  },
});

function isTwin({ kind, path }: ConfigFile, json: string): boolean {
  return kind.value === 'railway-toml' && path.replace(/\.toml$/, '') === json.replace(/\.json$/, '');
}

interface Difference {
  readonly key: string;
  readonly json: ConfigSetting | undefined;
  readonly toml: ConfigSetting | undefined;
}

/** Settings that only one of the files has, or that are not the same in both. */
function differing(settings: readonly ConfigSetting[], json: ConfigFile, toml: ConfigFile): readonly Difference[] {
  const nameOf = ({ key, environment }: ConfigSetting) => (environment === undefined ? key : `environments.${environment}.${key}`);
  const inFile = ({ path }: ConfigFile) => new Map(settings.filter((setting) => pathOf(setting) === path).map((setting) => [nameOf(setting), setting]));
  const [ofJson, ofToml] = [inFile(json), inFile(toml)];
  return [...new Set([...ofJson.keys(), ...ofToml.keys()])]
    .map((key): Difference => ({ key, json: ofJson.get(key), toml: ofToml.get(key) }))
    .filter(({ json: one, toml: other }) => plain(one) !== plain(other));
}

/** Railway takes builders and policies in any case, and numbers as texts. */
function plain(setting: ConfigSetting | undefined): string | undefined {
  return setting?.value === undefined ? undefined : String(setting.value).toLowerCase();
}
