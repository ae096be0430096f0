import type { PlannedPart } from '../model/setup.ts';
import type { Paint } from '../reporters/paint.ts';

/** What would be written below a folder: new files whole, others as a diff. */
export async function setupPreview(top: string, parts: readonly PlannedPart[], view: { readonly width: number; readonly paint: Paint }): Promise<string> {
  const [{ previewText }, { unifiedDiff }] = await Promise.all([import('../reporters/setup/text.ts'), import('../apply/unified-diff.ts')]);
  const diffs = new Map<string, string>();
  for (const file of parts.flatMap((part) => (part.state === 'write' ? part.files : []))) {
    if (file.before !== undefined) diffs.set(file.path, await unifiedDiff([file], top));
  }
  return previewText(parts, diffs, view);
}
