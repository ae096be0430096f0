import { Module } from '@nestjs/common';
import { PagesController } from '@press/pages/pages.controller';
import { PagesService } from '@press/pages/pages.service';

@Module({ controllers: [PagesController], providers: [PagesService] })
export class AppModule {}
