/** A file that was read: its path from the project root with forward slashes, and its text without a byte order mark. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}
