import { Queue } from "bullmq"

const tickets = new Queue("tickets", {
    connection: { url: process.env.REDIS_URL },
    defaultJobOptions: { removeOnComplete: true, attempts: 2, removeOnFail: 5000 },   // nobody asks later
})

export const order = (to) => tickets.add("order", { to })
