/** Colours of the text report. Without colour every function gives its text back. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly bar: (text: string) => string;
}

const same = (text: string): string => text;

/** No colour at all: pipes, NO_COLOR, tests. */
export const PLAIN: Paint = { bold: same, dim: same, red: same, yellow: same, green: same, cyan: same, bar: same };

/** Colours by chalk, whatever the environment says: the command has decided already. */
export async function colours(): Promise<Paint> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  // Chalk joins all of its arguments, and `map` gives three.
  const one = (style: (text: string) => string) => (text: string) => style(text);
  return {
    bold: one(chalk.bold), dim: one(chalk.dim), red: one(chalk.red), yellow: one(chalk.yellow), green: one(chalk.green), cyan: one(chalk.cyan), bar: one(chalk.inverse),
  };
}
