import type { LiveEdit } from '../model/live-plan.ts';
import { UsageError } from '../usage-error.ts';
import { editsOf, patchOf } from './patch.ts';
import type { PlanCall } from './plan-calls.ts';
import type { Platform, PlatformReading } from './platform.ts';
import { strippedText } from './variable-after.ts';

/** Makes the steps of one call on the platform. */
export async function makeCall({ steps }: PlanCall, platform: Platform, reading: PlatformReading): Promise<void> {
  const edits = editsOf(steps);
  const [edit] = edits;
  if (edit?.kind === 'variable' && edit.to.kind !== 'removed') return platform.setVariable(edit.service.id, edit.variable, wantedValue(edit, reading));
  const message = `optimize: ${steps.map(({ id }) => id).join(', ')}`;
  return platform.commit(patchOf(edits), message);
}

/** The value that a variable gets. What is taken off the one that is there is seen here only. */
function wantedValue({ service, variable, to }: Extract<LiveEdit, { kind: 'variable' }>, reading: PlatformReading): string {
  if (to.kind === 'value') return to.value;
  const value = reading.value(service.id, variable);
  const stripped = value === undefined ? '' : strippedText(value);
  if (stripped === '') throw new UsageError(`${variable} of ${service.name} would be empty without what stands around its value`, 'the railway CLI sets no empty value; nothing was changed by this step', 'railway-failed');
  return stripped;
}
