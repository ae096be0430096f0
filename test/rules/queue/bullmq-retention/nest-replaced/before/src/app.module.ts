import { Module } from '@nestjs/common';
import { BullModule } from '@nestjs/bullmq';
import { MailService } from './mail.service';
import { MailProcessor } from './mail.processor';

@Module({
  imports: [
    BullModule.forRoot({ connection: { url: process.env.REDIS_URL }, defaultJobOptions: { attempts: 3, backoff: { type: 'exponential', delay: 1000 }, removeOnComplete: 1000, removeOnFail: 5000 } }),
    BullModule.registerQueue({ name: 'mail', defaultJobOptions: { attempts: 5 } }),
  ],
  providers: [MailService, MailProcessor],
})
export class AppModule {}
