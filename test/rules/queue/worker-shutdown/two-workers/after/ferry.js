import { Worker } from "bullmq"

const connection = { url: process.env.REDIS_URL }
const tickets = new Worker("tickets", async (job) => job.id, { connection })
const refunds = new Worker("refunds", async (job) => job.id, { connection })   // slow

process.on("SIGTERM", async () => {
  await Promise.all([tickets.close(), refunds.close()]) // jobs that run are finished
  process.exit(0)
})
