import { undecidable } from '../../model/fact.ts';
import type { Known } from '../../model/fact.ts';
import type { VersionRequest } from '../../model/facts/runtime.ts';
import { isAuto } from './config.ts';
import { versionName } from './versions.ts';
import type { VersionPlan } from './versions.ts';

/** Names of Nix packages and the tool that each one is; the groups are the version: https://search.nixos.org/packages */
const NAMES: readonly (readonly [string, RegExp])[] = [
  ['node', /^nodejs(?:-slim)?(?:[-_](\d{1,2})(?:_x)?)?$/], ['python', /^python(\d)(\d{1,2})?(?:Full)?$/],
  ['npm', /^npm-(\d{1,2})_x$/], ['pnpm', /^pnpm(?:[-_](\d{1,2})(?:_x)?)?$/], ['yarn', /^yarn-(\d)_x$/], ['bun', /^bun$/],
  ['java', /^(?:open)?jdk(\d{1,2})?(?:_headless)?$/], ['go', /^go(?:_(\d)_(\d{1,2}))?$/], ['php', /^\(?php(\d)(\d)(?:$|\.)/],
  ['ruby', /^ruby(?:_(\d)_(\d{1,2}))?$/], ['elixir', /^elixir(?:_(\d)_(\d{1,2}))?$/], ['deno', /^deno$/],
  ['dotnet', /^dotnet-sdk(?:_(\d{1,2}))?$/],
];

/** More packages than any real list has. */
const MOST = 1000;

/** Applies the packages that the configuration lists: they add to those of the provider, or replace them without `...`. */
export function applyPackages(plans: readonly VersionPlan[], packages: readonly Known<string>[] | undefined): readonly VersionPlan[] {
  if (packages === undefined) return plans;
  const keeps = packages.some((item) => isAuto(item.value));
  const kept = keeps ? plans : plans.filter((plan) => !plan.fromNix);
  const lost = keeps ? [] : plans.filter((plan) => plan.fromNix);
  const merged = new Map(kept.map((plan) => [plan.tool, plan]));
  for (const item of packages.slice(0, MOST)) {
    const added = planOf(item);
    if (added === undefined) continue;
    const present = merged.get(added.tool) ?? requestsOnly(lost.find((plan) => plan.tool === added.tool));
    merged.set(added.tool, present === undefined ? added : combine(present, added, item));
  }
  const dropped = lost.flatMap((plan) => (merged.has(plan.tool) ? [] : (requestsOnly(plan) ?? [])));
  return [...merged.values(), ...dropped];
}

function planOf(item: Known<string>): VersionPlan | undefined {
  for (const [tool, pattern] of NAMES) {
    const match = pattern.exec(item.value);
    if (match === null) continue;
    const version = match.slice(1).filter((part) => part !== undefined).join('.');
    const name = versionName(tool);
    if (version === '') {
      return { tool, version: undecidable(name, `the package ${item.value} does not say which version it is`, [item]), requests: [], fromNix: true };
    }
    const because = `nixpacks installs the package ${item.value}`;
    const request: VersionRequest = { language: tool, at: item, version, by: 'nixpkgs', effective: true, because };
    return { tool, version: { ...item, name, value: version }, requests: [request], fromNix: true };
  }
  return undefined;
}

/** A version plan whose package is not installed any more: its requests stay, and lose. */
function requestsOnly(plan: VersionPlan | undefined): VersionPlan | undefined {
  if (plan === undefined) return undefined;
  const because = `the list of Nix packages replaces those of the provider, ${plan.tool} among them`;
  const requests = plan.requests.map((request) => (request.effective ? { ...request, effective: false, because } : request));
  const version = undecidable(versionName(plan.tool), because, []);
  return { ...plan, version, requests, fromNix: false };
}

function combine(present: VersionPlan, added: VersionPlan, item: Known<string>): VersionPlan {
  const requests = [...added.requests, ...present.requests];
  const old = present.version;
  const same = old.state === 'known' && added.version.state === 'known' && old.value === added.version.value;
  if (same || old.state !== 'known' || !present.fromNix) return { ...added, requests };
  const because = `nixpacks installs ${present.tool} ${old.value} and the package ${item.value} side by side`;
  const version = undecidable(versionName(present.tool), because, [old, item]);
  return { ...added, version, requests: requests.map((request) => ({ ...request, effective: false, because })) };
}
