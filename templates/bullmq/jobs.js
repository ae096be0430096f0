// Long work outside of the requests: Redis keeps the state of each job, so that every process can tell it.
// The web application mounts the router: app.use("/jobs", express.json(), jobs). The worker is a process of its own: job-worker.js
import { createHash, randomUUID } from "node:crypto";
import { Queue } from "bullmq";
import { Router } from "express";

export const QUEUE = "jobs";

/** Seconds after which a client is to ask again. */
const AGAIN = "5";

const queue = new Queue(QUEUE, {
  connection: { url: process.env.REDIS_URL },
  defaultJobOptions: {
    attempts: 3,
    backoff: { type: "exponential", delay: 1_000 },
    // A job that is over is forgotten after so many seconds.
    removeOnComplete: { age: 3_600 },
    removeOnFail: { age: 86_400 },
  },
});
queue.on("error", (error) => console.error("the queue of jobs:", error.message));

const STATES = { active: "running", completed: "done", failed: "failed" };

/** What a promise rejects with goes to the application's error handler, in Express 4 too. */
const waited = (handler) => (request, response, next) => handler(request, response).catch(next);

export const jobs = Router();

/**
 * Starts a job; asked again with the same Idempotency-Key it starts none. Keys of different visitors must differ: put what says who
 * is asking in front of them.
 */
jobs.post("/", waited(async (request, response) => {
  const key = request.get("Idempotency-Key") ?? randomUUID();
  const id = `job-${createHash("sha256").update(key).digest("hex")}`;
  await queue.add("work", request.body ?? {}, { jobId: id });
  response.status(202).location(`${request.baseUrl}/${id}`).set("Retry-After", AGAIN).json({ job: id, state: await stateOf(id) });
}));

/** queued, running, done or failed; 404 for a job that nobody started, or that is forgotten. */
jobs.get("/:id", waited(async (request, response) => {
  const { id } = request.params;
  const state = await stateOf(id);
  if (state === undefined) return response.status(404).json({ error: "there is no such job" });
  if (state === "queued" || state === "running") response.set("Retry-After", AGAIN);
  const job = state === "done" ? await queue.getJob(id) : undefined;
  return response.json({ job: id, state, result: job?.returnvalue ?? null });
}));

async function stateOf(id) {
  const state = await queue.getJobState(id);
  return state === "unknown" ? undefined : (STATES[state] ?? "queued");
}
