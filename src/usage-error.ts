/** A mistake of the user: one line that says what is wrong, and what to do instead. Nothing else is printed. */
export class UsageError extends Error {
  readonly hint: string;
  readonly code: string;

  constructor(message: string, hint: string, code = 'usage') {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
    this.code = code;
  }
}
