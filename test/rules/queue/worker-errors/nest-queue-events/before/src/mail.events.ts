import { OnQueueEvent, QueueEventsHost, QueueEventsListener } from '@nestjs/bullmq';

@QueueEventsListener('mail')
export class MailEvents extends QueueEventsHost {
  @OnQueueEvent('failed')
  failed({ jobId, failedReason }: { jobId: string; failedReason: string }) {
    console.error(jobId, failedReason);
  }
}
