import { valueOf } from '../model/fact.ts';
import type { Drift } from '../model/facts/live.ts';
import type { CodeSetting } from '../model/live-plan.ts';
import { pathOf } from '../model/place.ts';
import type { Project } from '../model/project.ts';

/** Settings of which a `.railway/railway.ts` says something else than the platform has: the next `railway config apply` makes them. */
export function settingsInCode({ services }: Project): readonly CodeSetting[] {
  return services.flatMap(({ name, facts }) => (valueOf(facts['live.drift']) ?? []).flatMap((drift) => inCode(drift, name)));
}

function inCode({ setting, file, live }: Drift, service: string): readonly CodeSetting[] {
  const path = pathOf(file);
  if (!path.endsWith('.ts')) return [];
  const isShown = !setting.startsWith('variables.');
  return [{ service, setting, file: path, before: isShown && live.value !== '' ? live.value : undefined, after: isShown ? file.value : undefined }];
}
