import { Processor, WorkerHost, OnWorkerEvent } from '@nestjs/bullmq';
import type { Job } from 'bullmq';

@Processor('mail')
export class MailProcessor extends WorkerHost {
  async process(job: Job) {
    return job.id;
  }

  @OnWorkerEvent('failed')
  failed(job: Job, error: Error) {
    console.error(job.id, error);
  }
}
