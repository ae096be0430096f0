import { joinExpanded, certain } from '../documents/shell/expand.ts';
import type { Fact } from '../model/fact.ts';
import { absent } from '../model/fact.ts';
import type { FactName } from '../model/facts.ts';
import type { ServerOption } from '../model/facts/server.ts';
import { known } from './fact-makers.ts';
import { unresolvedAt } from './origin.ts';
import type { ServerSettings } from './server-settings.ts';
import type { Setting } from './setting.ts';
import { factOf, sameText } from './setting.ts';

/** `server.options` and `server.optionsComplete`: what the layers of a server's settings say, the highest layer first. */
export function statedOptions(settings: ServerSettings): ReadonlyMap<FactName, Fact<unknown>> {
  const { line, hidden, server } = settings;
  if (line?.error !== undefined) {
    const { at, message } = line.error;
    const refused = (name: FactName): [FactName, Fact<unknown>] => [name, unresolvedAt(at, name, `${server} refuses its command line: ${message}`)];
    return new Map([refused('server.options'), refused('server.optionsComplete')]);
  }
  const options = optionsOf(settings);
  const from = options.flatMap(({ value }) => (value.state === 'absent' ? [] : [value]));
  return new Map<FactName, Fact<unknown>>([
    ['server.options', options.length === 0 ? absent('server.options') : known('server.options', options, from)],
    ['server.optionsComplete', line?.openEnded !== undefined
      ? unresolvedAt(line.openEnded, 'server.optionsComplete', `${line.openEnded.text} may hold further options`)
      : hidden === undefined ? known('server.optionsComplete', true, from) : unresolvedAt(hidden.place, 'server.optionsComplete', hidden.reason)],
  ]);
}

function optionsOf({ layers }: ServerSettings): readonly ServerOption[] {
  return layers.flatMap((layer, index) => [...layer].map(([name, setting]): ServerOption => ({
    name, value: factOf('server.options', inOnePiece(setting), sameText), by: setting.by,
    effective: !layers.slice(0, index).some((higher) => higher.has(name)),
  })));
}

/** Several values of one option as the one text that a configuration file would hold: `127.0.0.1:1,127.0.0.1:2`. */
function inOnePiece(setting: Setting): Setting {
  const pieces = setting.values.flatMap((value, index) => (index === 0 ? [value] : [certain(','), value]));
  return { ...setting, values: pieces.length < 2 ? pieces : [joinExpanded(pieces)] };
}
