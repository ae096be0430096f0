import { Controller, Get } from "@nestjs/common";

@Controller("{{ route }}")
export class HealthController {
  @Get()
  check() {
    return { status: "ok" };
  }
}
