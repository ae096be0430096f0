// Imports each module of a folder and prints what came of it: {"module": {"error": text or null, "size": number}}.
import { join } from 'node:path';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const answers = {};
for (const name of JSON.parse(input)) {
  try {
    const { connect } = await import(join(process.cwd(), `${name}.js`));
    answers[name] = { error: null, size: await connect() };
  } catch (error) {
    answers[name] = { error: String(error.message ?? error) };
  }
}
process.stdout.write(`${JSON.stringify(answers)}\n`, () => process.exit(0));
