import { Processor } from '@nestjs/bullmq';
import { LoggingHost } from './logging-host';
import type { Job } from 'bullmq';

@Processor('mail')
export class MailProcessor extends LoggingHost {
  async process(job: Job) {
    return job.id;
  }
}
