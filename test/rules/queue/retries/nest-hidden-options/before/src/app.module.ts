import { Module } from '@nestjs/common';
import { BullModule } from '@nestjs/bullmq';
import { QueueSettings } from './queue-settings';
import { MailService } from './mail.service';
import { MailProcessor } from './mail.processor';

@Module({
  imports: [
    BullModule.forRootAsync({ useClass: QueueSettings }),
    BullModule.registerQueue({ name: 'mail' }),
  ],
  providers: [MailService, MailProcessor],
})
export class AppModule {}
