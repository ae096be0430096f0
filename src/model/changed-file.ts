/** A file before and after all fixes; undefined where it is not there. Texts are without a byte order mark. */
export interface ChangedFile {
  /** From the project root, with forward slashes. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** True where the system must be able to run it afterwards. */
  readonly isExecutable?: true;
}
