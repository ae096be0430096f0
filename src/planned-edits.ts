import { isFixable, planFix } from './fix.ts';
import { fileEditsOf } from './reporters/edit-json.ts';
import type { PlannedEdits } from './reporters/json.ts';
import type { Scan } from './scan.ts';

/** What the fix of each finding comes to on the tree that was scanned, each by itself; one that cannot be planned has no entry. */
export async function plannedEdits(scan: Scan): Promise<PlannedEdits> {
  const edits = new Map<string, ReturnType<typeof fileEditsOf>>();
  for (const finding of scan.report.services.flatMap(({ findings }) => findings).filter(isFixable)) {
    const planned = await planFix(finding, scan);
    if (planned.ok) edits.set(finding.id, fileEditsOf(planned.changes, scan.files.read));
  }
  return edits;
}
