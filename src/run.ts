import { flush, handle, run } from '@oclif/core';

/** The entry point of the bundle: hands the words of the command line to oclif. */
try {
  await run(process.argv.slice(2), import.meta.url);
  await flush();
} catch (error) {
  await handle(error as Error);
}
