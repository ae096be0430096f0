import { Controller, Get, Param } from '@nestjs/common';
import { PagesService } from '@press/pages/pages.service';

@Controller('pages')
export class PagesController {
  constructor(
    private readonly pages: PagesService, // made once
  ) {}

  @Get(':id/print')
  print(@Param('id') id: string) {
    return this.pages.print(id);
  }
}
