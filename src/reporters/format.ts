import type { CheckReport } from '../check-report.ts';
import type { Report } from '../report.ts';
import type { PlannedEdits } from './json.ts';
import type { Paint } from './paint.ts';

/** What a reporter gets. */
export interface Subject {
  readonly report: Report;
  /** What a check says beside the report; undefined in a scan. */
  readonly check?: CheckReport;
  /** Rules that were asked for by name: all that they say is shown in full. For `text` alone. */
  readonly asked?: readonly string[];
  /** Edits that the fixes come to, of the formats that show them; empty for the others. */
  readonly edits: PlannedEdits;
  /** Columns of the terminal; 80 in a pipe. For `text` alone, as is `paint`. */
  readonly width: number;
  readonly paint: Paint;
  /** Folder of the project from the root of the repository, '' for the root: annotations and SARIF name files from there. */
  readonly prefix: string;
}

/** Turns a report into one document. */
export type Reporter = (subject: Subject) => string;

/** A format of output. */
export interface Format {
  readonly name: FormatName;
  /** What it is for, for `--help`: a few words. */
  readonly title: string;
  /** Who reads it; what a program reads holds one document and nothing else, also about an error. */
  readonly reader: 'person' | 'program';
  /** Whether it shows the edits of fixes, which takes time to plan. */
  readonly needsEdits: boolean;
  /** Whether it is about the whole project also in a check, so that no service may be left out. */
  readonly needsAllServices: boolean;
  /** Whether it names files from the root of the repository, of which git must be asked. */
  readonly needsPrefix: boolean;
  readonly load: () => Promise<Reporter>;
}

export type FormatName =
  | 'text' | 'json' | 'sarif' | 'junit' | 'github' | 'summary' | 'gitlab' | 'markdown' | 'html' | 'agent' | 'score' | 'badge' | 'badge-svg';
