import type { DataNode } from '../../documents/data.ts';
import { SEVERITIES, type Severity } from '../../model/finding.ts';
import { GRADES } from '../../model/grade.ts';
import type { GateSettings, Setting } from '../config.ts';
import { entriesOf, knownEntries, note, pointsOf, settingOf, suggestion, wordOf, type Reading } from './reading.ts';

/** Severities as the gate takes them, the loudest first. */
const FAIL_ON: readonly (Severity | 'never')[] = [...SEVERITIES.toReversed(), 'never'];

/** Gates whose value is a number of points. */
const POINTS = { 'max-drop': 'maxDrop', 'max-undecided': 'maxUndecided', 'min-score': 'minScore' } as const;

/** The gates of `check` that a file sets. */
export function readGates(reading: Reading, node: DataNode | undefined): GateSettings {
  const gates: { -readonly [K in keyof GateSettings]: GateSettings[K] } = { maxLost: new Map() };
  for (const [key, entry] of knownEntries(reading, node, 'gates', ['fail-on', 'max-drop', 'max-undecided', 'min-score', 'min-grade', 'max-lost'])) {
    if (key === 'max-lost') gates.maxLost = maxLostOf(reading, entry.value);
    else if (key === 'fail-on') {
      const value = wordOf(reading, entry.value, key, FAIL_ON);
      if (value !== undefined) gates.failOn = settingOf(reading, entry, value);
    } else if (key === 'min-grade') {
      const value = wordOf(reading, entry.value, key, GRADES);
      if (value !== undefined) gates.minGrade = settingOf(reading, entry, value);
    } else {
      const value = pointsOf(reading, entry.value, key);
      if (value !== undefined) gates[POINTS[key as keyof typeof POINTS]] = settingOf(reading, entry, value);
    }
  }
  return gates;
}

function maxLostOf(reading: Reading, node: DataNode): GateSettings['maxLost'] {
  const { categories } = reading.context.known;
  const limits = new Map<string, Setting<number>>();
  for (const entry of entriesOf(reading, node, 'max-lost')) {
    const points = pointsOf(reading, entry.value, entry.key);
    if (!categories.includes(entry.key)) note(reading, entry.keyRange, `there is no category "${entry.key}"`, () => suggestion(entry.key, categories));
    else if (points !== undefined) limits.set(entry.key, settingOf(reading, entry, points));
  }
  return limits;
}
