import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';
import type { RateLimiter } from '../../../model/facts/protection.ts';
import { follow, mayRun, targetsOf } from '../follow.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite, Place } from '../python-file.ts';
import { isScriptFile } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';

type Storage = Pick<RateLimiter, 'storage' | 'variable'>;

const SHARED: Storage = { storage: 'shared', variable: undefined };
const MEMORY: Storage = { storage: 'memory', variable: undefined };

/** Functions of the libraries that take the address of the connection. slowapi's get_ipaddr asks for a header that no proxy sends. */
const PEER = ['get_remote_address', 'get_ipaddr'];

/** Limiters of slowapi, Flask-Limiter and fastapi-limiter, with where they count and by what. */
export function readRateLimiters(program: Program): readonly RateLimiter[] {
  return [...callsOf(program)].flatMap((site): readonly RateLimiter[] => {
    const { call, place, guards } = site;
    if (isScriptFile(program, place.file)) return [];
    const name = externalName(program, call.callee, place);
    const library = isFrom(name, 'slowapi', 'Limiter') ? 'slowapi' : isFrom(name, 'flask_limiter', 'Limiter') ? 'flask-limiter' : undefined;
    const isShared = name !== undefined && /^fastapi_limiter\.(.*\.)?FastAPILimiter\.init$/.test(name);
    if ((library === undefined && !isShared) || !mayRun(program, guards, place)) return [];
    const at = shown('rate limiter', place.file, call.range);
    if (library === undefined) return [{ at, library: 'fastapi-limiter', ...SHARED, key: 'other' }];
    return [{ at, library, ...storageOf(program, site, library), key: keyOf(program, call, place) }];
  });
}

function storageOf(program: Program, { call, place }: CallSite, library: string): Storage {
  const given = argumentOf(call, undefined, 'storage_uri');
  const isHidden = call.arguments.some(({ splat }) => splat === '**');
  if (given !== undefined) return ofAddress(program, given, place);
  // Flask-Limiter reads RATELIMIT_STORAGE_URI of the application's configuration, slowapi RATELIMIT_STORAGE_URL of the environment.
  const isSet = [...program.input.environment].some(([name]) => name === 'RATELIMIT_STORAGE_URL');
  const isConfigured = isSet || [...program.files.values()].some(({ source }) => source.text.includes('RATELIMIT_STORAGE_UR'));
  return isHidden || isSet || (isConfigured && library === 'flask-limiter') ? { storage: 'unknown', variable: undefined } : MEMORY;
}

/** An address that is None means memory to both libraries, so a variable that may be missing is a fallback. */
function ofAddress(program: Program, expression: PythonExpression, place: Place): Storage {
  const followed = follow(program, { expression, place });
  const [variable] = followed.variables;
  if (followed.state === 'literal') {
    const isMemory = followed.value === undefined || (typeof followed.value === 'string' && /^(async\+)?memory:/.test(followed.value));
    if (!isMemory) return SHARED;
    return variable === undefined ? MEMORY : { storage: 'fallback', variable };
  }
  if (followed.state === 'unknown') return { storage: 'unknown', variable: undefined };
  return isRequired(program, expression, place) ? SHARED : { storage: 'fallback', variable };
}

/** `os.environ["REDIS_URL"]` stops the program where the variable is missing. */
function isRequired(program: Program, expression: PythonExpression, place: Place): boolean {
  return targetsOf(program, { expression, place }).some((target) => target.expression.kind === 'subscript');
}

function keyOf(program: Program, call: PythonCall, place: Place): RateLimiter['key'] {
  const given = argumentOf(call, undefined, 'key_func') ?? argumentOf(call, 0);
  const name = given && externalName(program, given, place);
  return PEER.some((each) => isFrom(name, 'slowapi', each) || isFrom(name, 'flask_limiter', each)) ? 'peer' : 'other';
}
