import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';

@Processor('mail', { connection: { url: process.env.REDIS_URL } })
export class MailProcessor extends WorkerHost {
  async process(job: Job) {
    return job.id;
  }
}
