import type { CorsSetup } from '../../../model/facts/protection.ts';
import { follow, mayRun } from '../follow.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Guard, Place, Spot } from '../python-file.ts';
import { isScriptFile } from '../scopes.ts';
import { settingsOf } from '../settings-module.ts';
import { dictEntries, keywordsOf, shown, type Keyword } from '../shown.ts';
import { textsIn } from '../text-lists.ts';

type Origins = Pick<CorsSetup, 'origins' | 'unless'>;

const UNKNOWN: Origins = { origins: 'unknown', unless: undefined };

/** A pattern that fits every origin, however it is written. */
const FITS_ALL = /^\^?(\(?https?\??:\\?\/\\?\/\)?|\(http\|https\):\/\/)?\(?\.[*+]\)?\$?$/;

/** A file without such a word makes no rule for browsers: most files are passed over by it. */
const NAMES_CORS = /cors|cross_?origin/i;

/** A test that only holds on a developer's machine. */
const ASIDE = /debug|dev|local|test/i;

/** Which origins browsers may call from, as middleware, extensions and settings say. */
export function readCors(program: Program): readonly CorsSetup[] {
  const naming = new Set([...program.files.values()].filter((file) => NAMES_CORS.test(file.source.text) && !isScriptFile(program, file)));
  const sites = naming.size === 0 ? [] : [...callsOf(program)].filter((site) => naming.has(site.place.file) && !isAside(site.guards, site.place));
  return [
    ...sites.flatMap((site) => starletteCors(program, site)),
    ...sites.flatMap((site) => flaskCors(program, site)),
    ...djangoCors(program),
  ];
}

function isAside(guards: readonly Guard[], { file }: Place): boolean {
  return guards.some(({ test }) => ASIDE.test(file.source.text.slice(test.range.start, test.range.end)));
}

/** https://www.starlette.io/middleware/#corsmiddleware */
function starletteCors(program: Program, { call, place, guards }: CallSite): readonly CorsSetup[] {
  const isMiddleware = [call.arguments[0]?.value, call.callee].some((expression) => {
    const name = expression && externalName(program, expression, place);
    return isFrom(name, 'starlette', 'CORSMiddleware') || isFrom(name, 'fastapi', 'CORSMiddleware');
  });
  if (!isMiddleware || !mayRun(program, guards, place)) return [];
  const { keywords, complete } = keywordsOf(program, call, place);
  const pattern = keywords.find(({ name }) => name === 'allow_origin_regex');
  const listed = keywords.find(({ name }) => name === 'allow_origins');
  const origins = fitsAll(program, pattern?.spot) ? { origins: 'every' as const, unless: undefined } : originsOf(program, listed?.spot, complete ? 'listed' : 'unknown');
  return [{ at: shown('cors', place.file, call.range), library: 'starlette', ...origins, credentials: truth(program, keywords, 'allow_credentials', complete) }];
}

function fitsAll(program: Program, spot: Spot | undefined): boolean {
  const followed = spot && follow(program, spot);
  return followed?.state === 'literal' && typeof followed.value === 'string' && followed.variables.length === 0 && FITS_ALL.test(followed.value);
}

/** What a list of origins comes to; `standard` is what counts where none is given. */
function originsOf(program: Program, spot: Spot | undefined, standard: CorsSetup['origins']): Origins {
  if (spot === undefined) return { origins: standard, unless: undefined };
  const { texts, complete, variables } = textsIn(program, spot);
  if (texts.includes('*')) return { origins: 'any', unless: complete ? undefined : variables[0] };
  return complete || texts.length > 0 ? { origins: 'listed', unless: undefined } : UNKNOWN;
}

/** The truth of a keyword; false where it is not given. */
function truth(program: Program, keywords: readonly Keyword[], name: string, complete: boolean): boolean | undefined {
  const spot = keywords.find((each) => each.name === name)?.spot;
  if (spot === undefined) return complete ? false : undefined;
  const followed = follow(program, spot);
  return followed.state === 'literal' && typeof followed.value === 'boolean' && followed.variables.length === 0 ? followed.value : undefined;
}

/** https://flask-cors.readthedocs.io/en/latest/configuration.html: every origin where none is named, with the caller's own as the answer. */
function flaskCors(program: Program, { call, place, guards }: CallSite): readonly CorsSetup[] {
  const name = externalName(program, call.callee, place);
  if (!isFrom(name, 'flask_cors', 'CORS', 'cross_origin') || !mayRun(program, guards, place)) return [];
  const { keywords, complete } = keywordsOf(program, call, place);
  const resources = keywords.find((each) => each.name === 'resources');
  const inner = resources === undefined ? [] : resourceOptions(program, resources.spot);
  const options = inner === undefined || isConfigured(program) ? undefined : [...inner, ...keywords];
  const own = options?.find((each) => each.name === 'origins');
  const origins = options === undefined ? UNKNOWN : originsOf(program, own?.spot, complete ? 'any' : 'unknown');
  return [{
    at: shown('cors', place.file, call.range), library: 'flask-cors', ...origins,
    credentials: options === undefined ? undefined : truth(program, options, 'supports_credentials', complete),
  }];
}

/** Files of settings, which Flask may load by their name as a text: `app.config.from_object("settings")`. */
const SETTINGS_FILE = /(settings|config|default)[^/]*(\/__init__)?\.py$/i;
const CONFIGURED = /CORS_(?:ORIGINS|SUPPORTS_CREDENTIALS|RESOURCES)/;

/** True where some file sets what the extension takes from the application's configuration, which a call that names no origins goes by. */
function isConfigured({ files, input }: Program): boolean {
  if ([...files.values()].some(({ source }) => CONFIGURED.test(source.text))) return true;
  return input.files.below(input.root).some((path) => SETTINGS_FILE.test(path) && CONFIGURED.test(input.files.read(path)?.text ?? ''));
}

/** The options of the first of several resources: `{r"/api/*": {"origins": "*"}}`; undefined where they cannot be told. */
function resourceOptions(program: Program, spot: Spot): readonly Keyword[] | undefined {
  if (follow(program, spot).state === 'literal') return [];
  const [first] = dictEntries(program, spot) ?? [];
  return first && dictEntries(program, first.spot);
}

/** https://github.com/adamchainz/django-cors-headers: with credentials it answers every origin with its own name. */
function djangoCors(program: Program): readonly CorsSetup[] {
  const open = ['CORS_ALLOW_ALL_ORIGINS', 'CORS_ORIGIN_ALLOW_ALL'].flatMap((name) => settingsOf(program, name)).at(-1);
  if (open === undefined || isAside(open.binding.guards, open.spot.place) || !mayRun(program, open.binding.guards, open.spot.place)) return [];
  const followed = follow(program, open.spot);
  const isOpen = followed.state === 'literal' && followed.value === true;
  const origins = isOpen ? 'any' as const : followed.state === 'literal' && followed.variables.length === 0 ? 'listed' as const : 'unknown' as const;
  const credentials = settingsOf(program, 'CORS_ALLOW_CREDENTIALS').at(-1);
  const allows = credentials && follow(program, credentials.spot);
  return [{
    at: shown('cors', open.spot.place.file, open.binding.range), library: 'django-cors-headers', origins, unless: isOpen ? followed.variables[0] : undefined,
    credentials: allows === undefined ? false : allows.state === 'literal' && allows.variables.length === 0 ? allows.value === true : undefined,
  }];
}
