import type { Change, CorsSetup, ProposedFix } from '#rule';
import { advised } from './advised.ts';

const NODE_ORIGINS = '(process.env.CORS_ORIGINS ?? "").split(",").filter(Boolean)';

/** Takes the origins from a variable, where the set-up is a call whose options we can change. */
export function originsFix(setup: CorsSetup): ProposedFix {
  if (setup.unless !== undefined && !readsInPlace(setup.unless, setup.at.value)) {
    return advised(`Set ${setup.unless} to the sites that may call, and let * be its default nowhere`);
  }
  const change = changeOf(setup);
  return { title: `Allow only the sites that ${setup.unless ?? 'CORS_ORIGINS'} names`, applicability: change.kind === 'advice' ? 'advice' : 'review', change };
}

/** True when the call itself reads the variable; elsewhere, as in a settings class, its reader knows how the sites are written. */
function readsInPlace(variable: string, call: string): boolean {
  return call.includes(`"${variable}"`) || call.includes(`'${variable}'`);
}

function changeOf({ library, at, unless, origins }: CorsSetup): Change {
  switch (library) {
    // A pattern that fits every origin counts beside the list, so it goes.
    case 'starlette': return origins === 'every'
      ? { kind: 'set-options', at, set: { allow_origins: { code: pythonOrigins(unless) } }, remove: ['allow_origin_regex'] }
      : { kind: 'rewrite', how: 'set-argument', at: [at], with: { name: 'allow_origins', code: pythonOrigins(unless) } };
    case 'flask-cors': return /\bresources\b/.test(at.value) ? { kind: 'advice' }
      : { kind: 'rewrite', how: 'set-argument', at: [at], with: { name: 'origins', code: pythonOrigins(unless) } };
    case 'cors': case 'nest': case '@fastify/cors': return { kind: 'set-options', at, set: { origin: { code: NODE_ORIGINS } } };
    default: return { kind: 'advice' };
  }
}

const pythonOrigins = (variable = 'CORS_ORIGINS'): string => `[origin for origin in os.environ.get("${variable}", "").split(",") if origin]`;
