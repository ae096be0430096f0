import type { Planned } from '../../model/change.ts';
import { valueOf } from '../../model/fact.ts';
import type { FixContext, Rewrite, WantedFact } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';
import { containersAt } from './places/containers.ts';
import { gunicornFile } from './server/gunicorn-file.ts';
import { serverPlace, statedFact, statedOption } from './server/server-place.ts';
import { setInCommand } from './server/set-in-command.ts';
import { setInGunicornFile } from './server/set-in-gunicorn-file.ts';
import { setInListen, setInPythonCall } from './server/set-in-code.ts';
import { changeVariable } from './variables/change-variable.ts';

/** Writes a setting of the server, or the start command, in the place whose word counts. */
export function setServerFact(wanted: WantedFact, context: FixContext): Promise<Planned> {
  return wanted.fact === 'start.command' ? setStartCommand(wanted, context) : setSetting(wanted, context);
}

/** Gives an option of the server that is no fact a value, or takes it away: `with: { option: "worker_tmp_dir", value: "/dev/shm" }`. */
export async function setServerOption({ with: { option, value } = {} }: Rewrite, context: FixContext): Promise<Planned> {
  if (typeof option !== 'string') return refused('no option is named');
  return setSetting({ fact: 'server.options', option, ...(value === undefined ? {} : { value }) }, context);
}

/** The file that states the value that counts; the command, or gunicorn's own file, where only a default does. */
async function setSetting(wanted: WantedFact, context: FixContext): Promise<Planned> {
  const { facts } = context.service;
  const stated = wanted.option === undefined ? statedFact(wanted.fact, facts) : statedOption(wanted.option, facts);
  const own = placeOf(stated);
  const call = facts['start.server'];
  const callPath = placeOf(call)?.file.path ?? '';
  const listens = valueOf(facts['web.listens']) ?? [];
  if ((stated === undefined || stated.state === 'absent') && listens.length > 0) return setInListen(wanted, listens, context);
  if (call !== undefined && own !== undefined && own.file.path.endsWith('.py') && callPath === own.file.path) return setInPythonCall(wanted, { call, stated }, context);
  if (call !== undefined && own === undefined && callPath.endsWith('.py')) return setInPythonCall(wanted, { call, stated: undefined }, context);
  const place = await serverPlace(context);
  if ('because' in place) return refused(place.because);
  const config = await gunicornFile(place.site, context);
  if (own === undefined) return config !== undefined && config.settings.length > 0 ? setInGunicornFile(wanted, config, undefined, context) : setInCommand(wanted, place, context);
  if (own.file.path === config?.file.path) return setInGunicornFile(wanted, config, own.range, context);
  const variable = stated === undefined ? undefined : await changeVariable(stated, wanted.value, context);
  if (variable !== undefined) return variable;
  if (own.file.path === place.site.file.path) return setInCommand(wanted, place, context);
  return refused(`${own.file.path} decides it`);
}

/** The whole command, in its place and its quotes. */
async function setStartCommand({ value }: WantedFact, context: FixContext): Promise<Planned> {
  const place = placeOf(context.service.facts['start.command']);
  const file = place === undefined ? undefined : context.files.read(place.file.path);
  if (place === undefined || file === undefined) return refused('no file gives the start command');
  const [container, more] = await containersAt(file, place.range);
  if (value === undefined || container?.kind !== 'text' || more !== undefined) return refused(`the start command in ${file.path} is no single text`);
  const { text } = container;
  const written = text.write(String(value));
  if (written === undefined) return refused(`the command cannot be written in ${file.path} as it is quoted there`);
  return edited(file.path, [{ range: text.rangeOf({ start: 0, end: text.text.length }), text: written }]);
}
