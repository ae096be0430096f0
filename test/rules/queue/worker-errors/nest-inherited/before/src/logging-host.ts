import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';

export abstract class LoggingHost extends WorkerHost {
  @OnWorkerEvent('failed')
  failed(job: unknown, error: Error) {
    console.error(error);
  }
}
