import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BullModule } from '@nestjs/bullmq';
import { HeraldProcessor } from './herald.processor';

@Module({ imports: [BullModule.registerQueue({ name:   'herald' })], providers: [HeraldProcessor] })
class HeraldModule {}

void NestFactory.createApplicationContext(HeraldModule);
