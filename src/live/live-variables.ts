import { live } from '../model/fact.ts';
import type { Variable } from '../model/facts/build.ts';
import type { LiveInput, LiveVariable } from '../model/live-state.ts';
import { shownHosts } from './host-list.ts';
import { placeAt } from './place-at.ts';
import { settledVariable } from './settled-variable.ts';
import { shownAddress } from './shown-address.ts';

/** The variables that are set on a service, as files state theirs: a value where it is shown, where it is kept back none, or an address without its secrets. */
export function liveVariables(input: LiveInput): readonly Variable[] {
  const { state, service } = input;
  return service.variables.map((variable) => {
    const settled = settledVariable(variable, input);
    const value = settled === undefined ? undefined : settled.form === 'empty' ? '' : settled.value ?? hostsOf(settled);
    const address = settled === undefined || value !== undefined ? undefined : shownAddress(settled);
    return { variable: variable.name, value, ...(address === undefined ? {} : { address }), at: live('deploy.variables', variable.name, placeAt(service, state, `variables.${variable.name}`)), scope: 'run' };
  });
}

/** A list of hosts says enough without those that are hidden; in quotes it is one odd host. */
function hostsOf({ name, shown, quoted }: LiveVariable): string | undefined {
  return quoted === undefined ? shownHosts(name, shown) : undefined;
}
