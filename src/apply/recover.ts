/**
 * Rolls back what an interrupted run left, and says so in one line for the user; undefined where nothing was left.
 * A UsageError while another run is writing. Call it before a scan whose result will be written.
 */
export async function recover(root: string): Promise<string | undefined> {
  throw new Error(`not written yet: ${root}`);
}
