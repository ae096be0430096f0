import { Worker } from "bullmq";

const worker = new Worker("jobs", work, { connection: { url: process.env.REDIS_URL }, concurrency: 2 });

/** What the request used to do. It may run twice: when it fails, or when its worker ends, it starts anew. */
async function work(job) {
  throw new Error(`put the work of ${job.name} here`);
}

worker.on("error", (error) => console.error("the worker:", error.message));
worker.on("failed", (job, error) => console.error("job failed", job?.id, error));

process.on("SIGTERM", async () => {
  await worker.close(); // jobs that run are finished
  process.exit(0);
});
