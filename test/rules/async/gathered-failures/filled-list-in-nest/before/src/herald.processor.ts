import { Processor, WorkerHost } from '@nestjs/bullmq';

@Processor('herald')
export class HeraldProcessor extends WorkerHost {
  async process(job: { data: { towns: string[] } }) {
    const told: Promise<Response>[] = [];
    // each town has a crier
    for (const town of job.data.towns) {
      told.push(fetch(`https://criers.example/${town}`));
    }
    const answers = await Promise.all(told);
    return answers.length;
  }
}
