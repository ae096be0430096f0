import { valueOf, type Evidence } from '../../../model/fact.ts';
import type { Planned } from '../../../model/change.ts';
import { externalName } from '../../../code/python/origins.ts';
import type { CallSite, PythonFile } from '../../../code/python/python-file.ts';
import { callsOf, type Program } from '../../../code/python/program.ts';
import { isMainTest, scopeOf } from '../../../code/python/scopes.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { refused, together } from '../../planned.ts';
import { callAt, programOf } from '../program.ts';
import { HTTPX_CLIENT, isOwnClientCall, makerOf, type Maker } from './makers.ts';
import { sharedByLifespan } from './lifespan.ts';
import { sharedByModule } from './module-constants.ts';
import { isLogin } from './name-uses.ts';
import { usageOf, type Usage } from './usage.ts';

/** Makes once what functions make for each request: a constant of the module, or in the lifespan of the application where a loop is needed. */
export async function shareClient({ at }: Rewrite, context: FixContext): Promise<Planned> {
  const program = await programOf(context);
  const usages: Usage[] = [];
  for (const each of at) {
    const usage = usageAt(program, each);
    if ('because' in usage) return refused(usage.because);
    const because = whyNotInProcess(program, usage, context);
    if (because !== undefined) return refused(because);
    usages.push(usage);
  }
  const files = new Map<PythonFile, Usage[]>();
  for (const usage of usages) files.set(usage.site.place.file, [...(files.get(usage.site.place.file) ?? []), usage]);
  const plans: Planned[] = [];
  for (const [file, all] of files) plans.push(await sharedIn(program, file, all));
  return together(plans);
}

function usageAt(program: Program, at: Evidence): Usage | { readonly because: string } {
  const site = callAt(program, at);
  if (site === undefined) return { because: `${at.name} is no call in Python` };
  if (isOwnClientCall(program, site)) return usageOfOwnClient(site);
  const maker = makerOf(program, site);
  return maker === undefined ? { because: 'nobody knows how to share what it makes' } : usageOf(site, maker);
}

/** `httpx.get(...)` becomes a method of a client; the client is what stands before the dot. */
function usageOfOwnClient(site: CallSite): Usage | { readonly because: string } {
  const { callee } = site.call;
  const node = site.place.chain.at(-1);
  if (callee.kind !== 'attribute' || node?.kind !== 'function') return { because: 'it is called by its bare name' };
  const odd = site.call.arguments.find(({ name, splat }) => splat === '**' || ['proxy', 'proxies', 'verify', 'cert', 'trust_env', 'cookies'].includes(name ?? ''));
  if (odd !== undefined) return { because: 'it is given what only a client of its own can have' };
  if (isLogin(site.call)) return { because: `${node.name} logs in with it, and its cookies would be everybody's` };
  return { site, maker: HTTPX_CLIENT, node, around: [], whole: callee.object.range, form: { kind: 'inline' } };
}

/** Why what is made once would be used in another process or event loop than the one that made it; undefined where it is not. */
function whyNotInProcess(program: Program, { maker, node, site }: Usage, { service }: FixContext): string | undefined {
  // https://pymongo.readthedocs.io/en/stable/faq.html#is-pymongo-fork-safe: it starts threads when it is made.
  if (maker.library === 'pymongo' && valueOf(service.facts['server.preload']) === true) return 'the server imports the program before it forks, and this client does not survive that';
  if (!maker.ofLoop) return undefined;
  if (!node.async || scopeOf(program, site).scope !== 'request') return `${node.name} may run in an event loop of its own`;
  if (valueOf(service.facts['web.app'])?.interface !== 'asgi') return 'only an ASGI server has one event loop for all requests';
  const other = [...callsOf(program)].find((each) => startsLoop(program, each));
  return other === undefined ? undefined : `${other.place.file.path} starts event loops of its own`;
}

function startsLoop(program: Program, { call, place, guards }: CallSite): boolean {
  if (guards.some(({ test }) => isMainTest(test))) return false;
  const external = externalName(program, call.callee, place) ?? '';
  return /^(asyncio\.(run|new_event_loop)|anyio\.run|asgiref\.sync\.async_to_sync)$/.test(external)
    || (call.callee.kind === 'attribute' && call.callee.name === 'run_until_complete');
}

async function sharedIn(program: Program, file: PythonFile, usages: readonly Usage[]): Promise<Planned> {
  const homes = new Set<Maker['home']>(usages.map(({ maker }) => maker.home));
  if (homes.size > 1) return refused(`${file.path} makes clients of two kinds`);
  return homes.has('module') ? sharedByModule(program, file, usages) : sharedByLifespan(program, file, usages);
}
