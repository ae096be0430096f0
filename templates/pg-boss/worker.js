import { boss, QUEUE } from "./job-queue.js";

/** What the request used to do. It may run twice: when it fails, or when its worker ends, it starts anew. */
async function work([job]) {
  throw new Error(`put the work of job ${job.id} here`);
}

await boss.work(QUEUE, work);

process.on("SIGTERM", async () => {
  await boss.stop(); // jobs that run are finished
  process.exit(0);
});
